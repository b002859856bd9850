package dev.airelay.giftcard;

import dev.airelay.access.KeyHasher;
import dev.airelay.secret.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What administrators do with gift cards: have them made, look at them, disable them. Safe for use
/// by many threads; every method throws [dev.airelay.failure.StoreException] when the store does
/// not answer.
public final class GiftCards {
    private static final int BATCH_ID_LENGTH = 24;

    private final GiftCardStore store;
    private final KeyHasher hasher;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random a cryptographic source
    public GiftCards(
            GiftCardStore store, KeyHasher hasher, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.hasher = hasher;
        this.clock = clock;
        this.random = random;
    }

    /// What came of an order.
    public sealed interface Making {
        /// The only moment at which the codes are known.
        record Made(String batchId, List<NewCard> cards) implements Making {}

        /// The same user ordered with the same key before; nothing was made now.
        record MadeBefore(String batchId) implements Making {}
    }

    public record NewCard(GiftCard card, GiftCode code) {}

    /// What is wrong with an order now, as [GiftOrder#problems] says.
    public Map<String, String> problems(GiftOrder order) {
        return order.problems(now());
    }

    /// Makes the cards of an order without [GiftOrder#problems].
    ///
    /// @param by user id of the administrator
    /// @param onceKey chosen by the caller, so that an order that is sent twice makes one batch
    public Making make(GiftOrder order, String by, Optional<String> onceKey) {
        var now = now();
        if (!order.problems(now).isEmpty()) {
            throw new IllegalArgumentException("an order with problems: " + order.problems(now));
        }
        var id = onceKey.map(key -> batchId(by, key)).orElseGet(this::randomId);
        var batch =
                new GiftBatch(
                        id,
                        order.amount(),
                        order.note(),
                        now,
                        by,
                        order.expiresAt().map(end -> end.truncatedTo(ChronoUnit.MILLIS)));
        var cards = new ArrayList<NewCard>();
        for (int i = 0; i < order.count(); i++) {
            cards.add(card(batch));
        }
        return store.add(cards.stream().map(NewCard::card).toList())
                ? new Making.Made(id, List.copyOf(cards))
                : new Making.MadeBefore(id);
    }

    public GiftCardStore.Page list(GiftCardStore.Listing listing) {
        return store.list(listing, now());
    }

    /// @param by user id of the administrator
    /// @return the card as it is now, which is disabled unless it was used before; empty when there
    ///   is none with that id
    public Optional<GiftCard> disable(String id, String by) {
        return store.disable(id, new GiftCard.State.Disabled(by, now()));
    }

    private NewCard card(GiftBatch batch) {
        var code = GiftCode.issue(random);
        var card =
                new GiftCard(
                        randomId(),
                        hasher.hash(code.text()),
                        code.lastFour(),
                        batch,
                        new GiftCard.State.Unused());
        return new NewCard(card, code);
    }

    /// Under the pepper, so that ids do not tell who ordered with which key.
    private String batchId(String by, String key) {
        var named = by.length() + "/" + by + "/" + key;
        return hasher.hash(new Secret("gift batch/" + named)).substring(0, BATCH_ID_LENGTH);
    }

    private String randomId() {
        byte[] id = new byte[BATCH_ID_LENGTH / 2];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }

    /// The present, to the millisecond.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
