package dev.airelay.giftcards;

import static dev.airelay.platform.api.Schema.list;
import static dev.airelay.platform.api.Schema.may;
import static dev.airelay.platform.api.Schema.must;
import static dev.airelay.platform.api.Schema.object;
import static dev.airelay.platform.api.Schema.oneOf;
import static dev.airelay.platform.api.Schema.text;
import static dev.airelay.platform.api.Schema.time;
import static dev.airelay.platform.api.Schema.whole;

import dev.airelay.giftcard.GiftCard.Status;
import dev.airelay.giftcard.GiftCardStore;
import dev.airelay.platform.api.Operation;
import dev.airelay.platform.api.Schema;
import java.util.Arrays;
import java.util.List;

/// What the routes take and give, in the words of the document. Amounts are texts of US dollars.
final class GiftCardOperations {
    private static final Schema STATE =
            oneOf(Arrays.stream(Status.values()).map(CardsView::name).toList());

    private static final Schema CARD =
            object(
                    must("id", text()),
                    must("batchId", text()),
                    must("lastFour", text()),
                    must("amountUsd", text()),
                    must("note", text()),
                    must("state", STATE),
                    must("createdAt", time()),
                    must("createdBy", text()),
                    may("expiresAt", time()),
                    may("usedBy", text()),
                    may("usedAt", time()),
                    may("disabledBy", text()),
                    may("disabledAt", time()));

    static final Operation MAKE =
            Operation.of(
                            "Makes a batch of cards, whose codes are shown once; as a table by format=csv")
                    .asks("format", oneOf(List.of("csv", "json")))
                    .takes(
                            object(
                                    must("count", whole(1, GiftCardStore.MOST_CARDS)),
                                    must("amountUsd", text("^[0-9]{1,5}(\\.[0-9]{1,9})?$")),
                                    may("note", text(0, 200).orNull()),
                                    may("expiresAt", time().orNull())))
                    .gives(
                            201,
                            object(
                                    must("batchId", text()),
                                    must(
                                            "cards",
                                            list(
                                                    object(
                                                            must("id", text()),
                                                            must("code", text()),
                                                            must("amountUsd", text()),
                                                            may("expiresAt", time()))))))
                    .doneOnce("batch_exists");

    static final Operation LIST =
            Operation.of("Lists cards, the newest first, without their codes")
                    .asks("batch", text())
                    .asks("state", STATE)
                    .lists(CARD, GiftCardStore.MOST_LISTED);

    static final Operation DISABLE =
            Operation.of("Disables a card that was not used")
                    .gives(200, CARD)
                    .refuses(404, "gift_card_unknown")
                    .refuses(409, "gift_card_used");

    static final Operation REDEEM =
            Operation.of("Pays a card's amount to the caller, once")
                    .takes(object(must("code", text())))
                    .gives(200, object(must("amountUsd", text()), must("balanceUsd", text())))
                    .refuses(404, "gift_card_unknown")
                    .refuses(409, "gift_card_used")
                    .refuses(409, "gift_card_disabled")
                    .refuses(410, "gift_card_expired")
                    .refuses(429, "too_many_attempts");

    private GiftCardOperations() {}
}
