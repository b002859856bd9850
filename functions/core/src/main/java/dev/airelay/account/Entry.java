package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;

/// One line of a user's ledger. Never changed, never removed.
///
/// @param id says what it stands for, such as `gift/` and the card's id; the same cause has the
///   same id, which is why it is booked once. Unique within a user's ledger
/// @param amount added to the balance; negative for what was spent
/// @param credit added to the plan's credit; negative for what was spent or has expired
/// @param note for people; may be empty
public record Entry(
        String id,
        String userId,
        Kind kind,
        Nanos amount,
        Nanos credit,
        Instant bookedAt,
        String note) {
    /// Why a balance changes.
    public enum Kind {
        /// Given by an administrator, or when the user was made.
        GRANT,
        GIFT_CARD,
        TOP_UP,
        /// A plan's period began or ended.
        PLAN,
        /// What requests cost, several in one entry.
        USAGE,
        /// A correction by hand.
        ADJUSTMENT,
        REFUND
    }

    /// One that changes the balance alone.
    public Entry(String id, String userId, Kind kind, Nanos amount, Instant bookedAt, String note) {
        this(id, userId, kind, amount, Nanos.ZERO, bookedAt, note);
    }
}
