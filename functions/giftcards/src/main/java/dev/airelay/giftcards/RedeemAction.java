package dev.airelay.giftcards;

import dev.airelay.giftcard.Redeeming;
import dev.airelay.giftcard.Redeeming.Outcome;
import dev.airelay.giftcard.Redemption;
import dev.airelay.guess.Guesser;
import dev.airelay.money.Dollars;
import dev.airelay.platform.api.Action;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.Json;
import dev.airelay.platform.api.SessionCall;

/// What every user may do with gift cards. Never logs or repeats a code.
final class RedeemAction implements Action<SessionCall> {
    private final Redeeming redeeming;

    RedeemAction(Redeeming redeeming) {
        this.redeeming = redeeming;
    }

    @Override
    public ApiAnswer answer(SessionCall call) {
        var fields = call.fields();
        var code = fields.requiredText("code");
        fields.refuseProblems();
        var who = Guesser.of(call.userId(), call.clientAddress());
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
