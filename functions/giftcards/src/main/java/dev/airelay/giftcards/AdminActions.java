package dev.airelay.giftcards;

import dev.airelay.giftcard.GiftCard;
import dev.airelay.giftcard.GiftCard.Status;
import dev.airelay.giftcard.GiftCardStore;
import dev.airelay.giftcard.GiftCardStore.Listing;
import dev.airelay.giftcard.GiftCards;
import dev.airelay.giftcard.GiftCards.Making;
import dev.airelay.giftcard.GiftOrder;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.SessionCall;
import java.lang.System.Logger.Level;
import java.util.Locale;

/// What administrators may do with gift cards. Logs who made and disabled what, never a code.
final class AdminActions {
    private static final System.Logger LOG = System.getLogger(AdminActions.class.getName());
    private static final int USUAL_LIMIT = 50;

    private final GiftCards cards;

    AdminActions(GiftCards cards) {
        this.cards = cards;
    }

    ApiAnswer make(SessionCall call) {
        var order = order(call);
        switch (cards.make(order, call.userId(), call.onceKey())) {
            case Making.Made made -> {
                LOG.log(
                        Level.INFO,
                        "{0} made gift card batch {1} of {2}",
                        call.userId(),
                        made.batchId(),
                        made.cards().size());
                return wantsCsv(call)
                        ? ApiAnswer.csv(
                                201, "gift-cards-" + made.batchId() + ".csv", CardsView.csv(made))
                        : ApiAnswer.json(201, CardsView.made(made));
            }
            case Making.MadeBefore before ->
                    throw new ApiException(
                            409,
                            "batch_exists",
                            "This request was made before, as batch "
                                    + before.batchId()
                                    + ". Codes are shown once; if they are lost, disable the"
                                    + " batch's cards and make new ones.");
        }
    }

    private GiftOrder order(SessionCall call) {
        var fields = call.fields();
        var order =
                new GiftOrder(
                        fields.number("count", 1, GiftCardStore.MOST_CARDS),
                        fields.dollars("amountUsd"),
                        fields.text("note"),
                        fields.moment("expiresAt"));
        cards.problems(order)
                .forEach((name, what) ->
                        fields.problem(name.equals("amount") ? "amountUsd" : name, what));
        fields.refuseProblems();
        return order;
    }

    private static boolean wantsCsv(SessionCall call) {
        return call.query().text("format").filter("csv"::equals).isPresent()
                || call.header("accept")
                        .filter(types -> types.toLowerCase(Locale.ROOT).contains("text/csv"))
                        .isPresent();
    }

    ApiAnswer list(SessionCall call) {
        var query = call.query();
        var listing =
                new Listing(
                        query.limit(GiftCardStore.MOST_LISTED, USUAL_LIMIT),
                        query.place(),
                        query.text("batch"),
                        query.choice("state", Status.values(), CardsView::name));
        query.refuseProblems();
        var page = cards.list(listing);
        var now = cards.now();
        return call.page(
                page.cards().stream().map(card -> CardsView.card(card, now)).toList(), page.next());
    }

    ApiAnswer disable(SessionCall call) {
        var card =
                cards.disable(call.path("card"), call.userId())
                        .orElseThrow(() ->
                                new ApiException(
                                        404, "gift_card_unknown", "There is no such gift card."));
        if (card.state() instanceof GiftCard.State.Used) {
            throw new ApiException(
                    409, "gift_card_used", "This gift card was redeemed; it cannot be disabled.");
        }
        LOG.log(Level.INFO, "{0} disabled gift card {1}", call.userId(), card.id());
        return ApiAnswer.json(200, CardsView.card(card, cards.now()));
    }
}
