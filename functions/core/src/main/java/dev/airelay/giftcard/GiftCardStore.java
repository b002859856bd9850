package dev.airelay.giftcard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where gift cards are kept for good. Safe for use by many threads; times are kept to the
/// millisecond.
///
/// Every method throws [dev.airelay.failure.StoreException] when the store does not answer.
public interface GiftCardStore {
    /// How many cards one batch has at most.
    int MOST_CARDS = 1_000;

    /// How many cards one page has at most.
    int MOST_LISTED = 100;

    /// Stores new, unused cards.
    ///
    /// Should the store fail on the way, some of the cards may be there; adding the same batch
    /// again changes nothing then.
    ///
    /// @param cards of one batch, 1 to [#MOST_CARDS]
    /// @return false, and nothing changed, when a batch with that id was added before
    boolean add(List<GiftCard> cards);

    Optional<GiftCard> find(String id);

    /// Cards, newest first; those of one batch in the order of their ids. A card of the last moment
    /// may be missing.
    ///
    /// @param now decides which cards have expired
    Page list(Listing listing, Instant now);

    /// Sees to it that an unused card is never paid; one that is used or disabled stays as it is.
    ///
    /// @param state what an unused card becomes
    /// @return the card as it is now; empty when there is none with that id
    Optional<GiftCard> disable(String id, GiftCard.State.Disabled state);

    /// Uses the card and books its amount under `gift/` and the card's id, both or neither.
    Redemption redeem(String hash, String userId, Instant now);

    /// What to list.
    ///
    /// @param limit at most so many cards, 1 to [#MOST_LISTED]
    /// @param after the `next` of an earlier page; empty for the first
    /// @param batchId only cards of this batch; empty for all
    /// @param status only cards that stand like this
    record Listing(
            int limit, String after, Optional<String> batchId, Optional<GiftCard.Status> status) {}

    /// @param cards may be fewer than asked for, even none, although others follow
    /// @param next where to go on; empty when nothing follows
    record Page(List<GiftCard> cards, Optional<String> next) {}
}
