package dev.airelay.account;

import dev.airelay.account.Subject.Dimension;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What one request costs its user, and what it counts for.
///
/// @param cost zero to [#MOST]
/// @param forgetAt when its booking may be forgotten; as long as the usage record is kept
public record Charge(String requestId, String userId, Nanos cost, Instant forgetAt, Use use) {
    /// A million dollars. No request costs as much; what says so is a mistake that must not reach a
    /// balance.
    public static final Nanos MOST = new Nanos(1_000_000_000_000_000L);

    /// What a request was.
    ///
    /// @param model as it was asked for
    /// @param channelId empty when none served it
    /// @param group empty when its key has none
    public record Use(
            Instant startedAt,
            String keyId,
            String model,
            String channelId,
            String group,
            boolean succeeded,
            Tokens tokens,
            long totalMillis) {}

    /// @throws IllegalArgumentException when an id is empty or the cost out of range
    public Charge {
        if (requestId.isEmpty() || userId.isEmpty()) {
            throw new IllegalArgumentException("a charge without a request or a user");
        }
        if (cost.compareTo(Nanos.ZERO) < 0 || cost.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a charge of " + cost.value() + " nanos");
        }
    }

    /// Whose tallies it counts in.
    List<Subject> subjects() {
        return Stream.of(
                        new Subject(Dimension.USER, userId),
                        Subject.key(userId, use.keyId()),
                        new Subject(Dimension.MODEL, use.model()),
                        new Subject(Dimension.CHANNEL, use.channelId()),
                        new Subject(Dimension.GROUP, use.group()))
                .filter(subject -> !subject.id().isEmpty())
                .toList();
    }

    /// The two rollups that it is counted in.
    public List<Rollup> rollups() {
        Instant start = Rollup.start(use.startedAt());
        int lane = Math.floorMod(userId.hashCode(), Rollup.OfService.LANES);
        return List.of(
                new Rollup.OfKey(userId, use.keyId(), start),
                new Rollup.OfService(use.model(), use.channelId(), use.group(), lane, start));
    }

    /// What it adds to every tally that it counts in.
    public Tally tally() {
        return new Tally(1, use.succeeded() ? 0 : 1, use.tokens(), cost, use.totalMillis());
    }
}
