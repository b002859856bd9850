package dev.airelay.giftcards;

import dev.airelay.giftcard.GiftCard;
import dev.airelay.giftcard.GiftCardStore;
import dev.airelay.giftcard.GiftCards;
import dev.airelay.giftcard.GiftCards.Making;
import dev.airelay.giftcard.GiftOrder;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.ApiRequest;
import dev.airelay.platform.api.Bearer;
import dev.airelay.platform.api.Fields;
import dev.airelay.platform.api.Json;
import dev.airelay.platform.api.Routes;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What administrators may do with gift cards. Logs who made and disabled what, never a code.
final class AdminRoutes {
    private static final System.Logger LOG = System.getLogger(AdminRoutes.class.getName());
    private static final int LONGEST_ONCE_KEY = 255;
    private static final String ONCE_KEY = "Idempotency-Key";

    private final Bearer bearer;
    private final GiftCards cards;

    AdminRoutes(Bearer bearer, GiftCards cards) {
        this.bearer = bearer;
        this.cards = cards;
    }

    void addTo(Routes.Builder routes) {
        routes.add("POST", "/api/gift-cards", (request, _) -> make(request))
                .add("GET", "/api/gift-cards", (request, _) -> list(request))
                .add("POST", "/api/gift-cards/{}/disable", this::disable);
    }

    private ApiAnswer make(ApiRequest request) {
        var admin = bearer.admin(request);
        var order = order(request);
        switch (cards.make(order, admin.userId(), onceKey(request))) {
            case Making.Made made -> {
                LOG.log(
                        Level.INFO,
                        "{0} made gift card batch {1} of {2}",
                        admin.userId(),
                        made.batchId(),
                        made.cards().size());
                return wantsCsv(request)
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

    private GiftOrder order(ApiRequest request) {
        var fields = Fields.of(request);
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

    private static Optional<String> onceKey(ApiRequest request) {
        var key = request.header(ONCE_KEY);
        if (key.filter(text -> text.length() > LONGEST_ONCE_KEY).isPresent()) {
            throw ApiException.badFields(
                    Map.of(ONCE_KEY, "must have at most " + LONGEST_ONCE_KEY + " characters"));
        }
        return key;
    }

    private static boolean wantsCsv(ApiRequest request) {
        return request.parameter("format").filter("csv"::equals).isPresent()
                || request.header("accept")
                        .filter(types -> types.toLowerCase(Locale.ROOT).contains("text/csv"))
                        .isPresent();
    }

    private ApiAnswer list(ApiRequest request) {
        bearer.admin(request);
        var page = cards.list(ListQuery.read(request));
        var answer = Json.object();
        var items = answer.putArray("items");
        page.cards().forEach(card -> items.add(CardsView.card(card, cards.now())));
        page.next().ifPresent(next -> answer.put("nextCursor", ListQuery.cursor(next)));
        return ApiAnswer.json(200, answer);
    }

    private ApiAnswer disable(ApiRequest request, List<String> places) {
        var admin = bearer.admin(request);
        var card =
                cards.disable(places.getFirst(), admin.userId())
                        .orElseThrow(() ->
                                new ApiException(
                                        404, "gift_card_unknown", "There is no such gift card."));
        if (card.state() instanceof GiftCard.State.Used) {
            throw new ApiException(
                    409, "gift_card_used", "This gift card was redeemed; it cannot be disabled.");
        }
        LOG.log(Level.INFO, "{0} disabled gift card {1}", admin.userId(), card.id());
        return ApiAnswer.json(200, CardsView.card(card, cards.now()));
    }
}
