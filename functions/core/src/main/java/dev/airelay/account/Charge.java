package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;

/// What one request costs its user.
///
/// @param cost zero to [#MOST]
/// @param forgetAt when its booking may be forgotten; as long as the usage record is kept
public record Charge(String requestId, String userId, Nanos cost, Instant forgetAt) {
    /// A million dollars. No request costs as much; what says so is a mistake that must not reach a
    /// balance.
    public static final Nanos MOST = new Nanos(1_000_000_000_000_000L);

    /// @throws IllegalArgumentException when an id is empty or the cost out of range
    public Charge {
        if (requestId.isEmpty() || userId.isEmpty()) {
            throw new IllegalArgumentException("a charge without a request or a user");
        }
        if (cost.compareTo(Nanos.ZERO) < 0 || cost.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("a charge of " + cost.value() + " nanos");
        }
    }
}
