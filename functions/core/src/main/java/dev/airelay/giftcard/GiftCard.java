package dev.airelay.giftcard;

import dev.airelay.account.Entry;
import java.time.Instant;

/// One gift card, without its code.
///
/// @param id random, names the card to administrators and in ledgers; tells nothing of the code
/// @param hash of the code, as [dev.airelay.access.KeyHasher] makes it
/// @param lastFour the end of the code
public record GiftCard(
        String id, String hash, String lastFour, GiftBatch batch, GiftCard.State state) {

    /// What has become of the card; only an unused one ever changes.
    public sealed interface State {
        record Unused() implements State {}

        /// @param at to the millisecond
        record Used(String userId, Instant at) implements State {}

        /// @param by user id of the administrator
        /// @param at to the millisecond
        record Disabled(String by, Instant at) implements State {}
    }

    /// How the card stands at a moment.
    public enum Status {
        UNUSED,
        USED,
        DISABLED,
        /// Not used while there was time.
        EXPIRED
    }

    public Status status(Instant now) {
        return switch (state) {
            case State.Used _ -> Status.USED;
            case State.Disabled _ -> Status.DISABLED;
            case State.Unused _ ->
                    batch.expiresAt().filter(end -> !now.isBefore(end)).isPresent()
                            ? Status.EXPIRED
                            : Status.UNUSED;
        };
    }

    /// The one ledger entry that the card can bring, for whoever redeems it.
    public Entry entry(String userId, Instant redeemedAt) {
        return new Entry(
                "gift/" + id,
                userId,
                Entry.Kind.GIFT_CARD,
                batch.amount(),
                redeemedAt,
                "gift card …" + lastFour);
    }

    public GiftCard with(State other) {
        return new GiftCard(id, hash, lastFour, batch, other);
    }
}
