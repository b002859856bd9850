package dev.airelay.giftcards;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.giftcard.GiftCard;
import dev.airelay.giftcard.GiftCard.State;
import dev.airelay.giftcard.GiftCard.Status;
import dev.airelay.giftcard.GiftCards;
import dev.airelay.money.Dollars;
import dev.airelay.platform.api.Json;
import java.time.Instant;
import java.util.Locale;

/// How cards look to administrators.
final class CardsView {
    private CardsView() {}

    /// A card without its code.
    static ObjectNode card(GiftCard card, Instant now) {
        var batch = card.batch();
        var view = Json.object();
        view.put("id", card.id())
                .put("batchId", batch.id())
                .put("lastFour", card.lastFour())
                .put("amountUsd", Dollars.print(batch.amount()))
                .put("note", batch.note())
                .put("state", name(card.status(now)))
                .put("createdAt", batch.createdAt().toString())
                .put("createdBy", batch.createdBy());
        batch.expiresAt().ifPresent(end -> view.put("expiresAt", end.toString()));
        return switch (card.state()) {
            case State.Unused() -> view;
            case State.Used(var userId, var at) ->
                    view.put("usedBy", userId).put("usedAt", at.toString());
            case State.Disabled(var by, var at) ->
                    view.put("disabledBy", by).put("disabledAt", at.toString());
        };
    }

    static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    /// New cards with their codes.
    static ObjectNode made(GiftCards.Making.Made made) {
        var view = Json.object().put("batchId", made.batchId());
        var cards = view.putArray("cards");
        for (var one : made.cards()) {
            var card =
                    cards.addObject()
                            .put("id", one.card().id())
                            .put("code", one.code().text().reveal())
                            .put("amountUsd", Dollars.print(one.card().batch().amount()));
            one.card().batch().expiresAt().ifPresent(end -> card.put("expiresAt", end.toString()));
        }
        return view;
    }

    /// The same as a table; no value has anything in it that would need quotes.
    static String csv(GiftCards.Making.Made made) {
        var lines = new StringBuilder("id,code,amountUsd,expiresAt\r\n");
        for (var one : made.cards()) {
            var batch = one.card().batch();
            lines.append(one.card().id())
                    .append(',')
                    .append(one.code().text().reveal())
                    .append(',')
                    .append(Dollars.print(batch.amount()))
                    .append(',')
                    .append(batch.expiresAt().map(Instant::toString).orElse(""))
                    .append("\r\n");
        }
        return lines.toString();
    }
}
