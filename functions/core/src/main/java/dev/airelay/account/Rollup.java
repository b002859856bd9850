package dev.airelay.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// What a store writes at once when it counts a request: six hours of something that is counted
/// together. Each request is in two rollups, one of its user's key and one of what served it; what
/// a user, a model, a channel or a group used is the sum over rollups.
///
/// Six hours, because so many fit into a row of 1 KB, which is what a store may charge for.
public sealed interface Rollup {
    /// Hours in one rollup.
    int HOURS = 6;

    /// Its first hour, by UTC.
    Instant start();

    /// What one key of a user was used for.
    ///
    /// @param keyId may be empty
    record OfKey(String userId, String keyId, Instant start) implements Rollup {}

    /// What one model was asked for at one channel for one group. Those of many users meet here,
    /// and there are several such rollups, so that they do not wait for each other.
    ///
    /// @param model as it was asked for
    /// @param channelId empty when none served the request
    /// @param group empty when there was none
    /// @param lane which of the rollups, zero to less than [#LANES]
    record OfService(String model, String channelId, String group, int lane, Instant start)
            implements Rollup {
        public static final int LANES = 8;
    }

    /// The start of the rollup that a moment is in.
    static Instant start(Instant when) {
        int hour = when.atOffset(ZoneOffset.UTC).getHour();
        return when.truncatedTo(ChronoUnit.HOURS).minus(hour % HOURS, ChronoUnit.HOURS);
    }
}
