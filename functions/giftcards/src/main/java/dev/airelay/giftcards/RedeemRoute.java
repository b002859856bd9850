package dev.airelay.giftcards;

import dev.airelay.giftcard.Guesser;
import dev.airelay.giftcard.Redeeming;
import dev.airelay.giftcard.Redeeming.Outcome;
import dev.airelay.giftcard.Redemption;
import dev.airelay.money.Dollars;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.ApiRequest;
import dev.airelay.platform.api.Bearer;
import dev.airelay.platform.api.Fields;
import dev.airelay.platform.api.Json;
import dev.airelay.platform.api.Routes;

/// What every user may do with gift cards. Never logs or repeats a code.
final class RedeemRoute {
    private final Bearer bearer;
    private final Redeeming redeeming;

    RedeemRoute(Bearer bearer, Redeeming redeeming) {
        this.bearer = bearer;
        this.redeeming = redeeming;
    }

    void addTo(Routes.Builder routes) {
        routes.add("POST", "/api/gift-cards/redeem", (request, _) -> redeem(request));
    }

    private ApiAnswer redeem(ApiRequest request) {
        var user = bearer.anyone(request);
        var fields = Fields.of(request);
        var code = fields.requiredText("code");
        fields.refuseProblems();
        var who = Guesser.of(user.userId(), request.clientAddress());
        return switch (redeeming.redeem(code, who)) {
            case Outcome.Tried(var redemption) -> answer(redemption);
            case Outcome.Refused(var patience) ->
                    throw ApiException.tooMany(
                            "too_many_attempts",
                            "Too many codes were wrong. Try again later.",
                            patience);
        };
    }

    private static ApiAnswer answer(Redemption redemption) {
        return switch (redemption) {
            case Redemption.Paid(var card, var after) ->
                    ApiAnswer.json(
                            200,
                            Json.object()
                                    .put("amountUsd", Dollars.print(card.batch().amount()))
                                    .put("balanceUsd", Dollars.print(after.balance())));
            case Redemption.Unknown() ->
                    throw new ApiException(404, "gift_card_unknown", "There is no such gift card.");
            case Redemption.AlreadyUsed(var byAsker) ->
                    throw new ApiException(
                            409,
                            "gift_card_used",
                            byAsker
                                    ? "You have already redeemed this gift card."
                                    : "This gift card has already been redeemed.");
            case Redemption.Expired() ->
                    throw new ApiException(410, "gift_card_expired", "This gift card has expired.");
            case Redemption.Disabled() ->
                    throw new ApiException(
                            409, "gift_card_disabled", "This gift card has been disabled.");
        };
    }
}
