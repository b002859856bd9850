package dev.airelay.platform.dynamodb;

import dev.airelay.giftcard.GiftBatch;
import dev.airelay.giftcard.GiftCard;
import dev.airelay.giftcard.GiftCard.State;
import dev.airelay.money.Nanos;
import java.time.Instant;

/// How a gift card is laid down as a row.
final class GiftCardRow {
    /// The value of `list` in every row: what makes one index of all cards.
    static final String LIST = "all";

    private static final String UNUSED = "UNUSED";
    private static final String USED = "USED";
    private static final String DISABLED = "DISABLED";

    private GiftCardRow() {}

    static Item write(GiftCard card) {
        GiftBatch batch = card.batch();
        var row =
                Item.empty()
                        .text("hash", card.hash())
                        .text("id", card.id())
                        .text("last_four", card.lastFour())
                        .text("list", LIST)
                        .text("place", place(card))
                        .text("batch_id", batch.id())
                        .number("amount_nanos", batch.amount().value())
                        .text("note", batch.note())
                        .number("created_at_ms", batch.createdAt().toEpochMilli())
                        .text("created_by", batch.createdBy());
        batch.expiresAt().ifPresent(end -> row.number("expires_at_ms", end.toEpochMilli()));
        return state(row, card.state());
    }

    /// `state`, and for a card that is not unused `changed_by` and `changed_at_ms`.
    private static Item state(Item row, State state) {
        return switch (state) {
            case State.Unused() -> row.text("state", UNUSED);
            case State.Used(var userId, var at) -> changed(row, USED, userId, at);
            case State.Disabled(var by, var at) -> changed(row, DISABLED, by, at);
        };
    }

    private static Item changed(Item row, String state, String by, Instant at) {
        return row.text("state", state)
                .text("changed_by", by)
                .number("changed_at_ms", at.toEpochMilli());
    }

    /// Where the card stands in lists: by time, then by id, as text.
    static String place(GiftCard card) {
        return "%015d/%s".formatted(card.batch().createdAt().toEpochMilli(), card.id());
    }

    static GiftCard read(Item row) {
        var batch =
                new GiftBatch(
                        row.text("batch_id"),
                        new Nanos(row.number("amount_nanos")),
                        row.text("note"),
                        Instant.ofEpochMilli(row.number("created_at_ms")),
                        row.text("created_by"),
                        row.numberIfAny("expires_at_ms").map(Instant::ofEpochMilli));
        return new GiftCard(
                row.text("id"), row.text("hash"), row.text("last_four"), batch, state(row));
    }

    private static State state(Item row) {
        return switch (row.text("state")) {
            case USED ->
                    new State.Used(
                            row.text("changed_by"),
                            Instant.ofEpochMilli(row.number("changed_at_ms")));
            case DISABLED ->
                    new State.Disabled(
                            row.text("changed_by"),
                            Instant.ofEpochMilli(row.number("changed_at_ms")));
            case UNUSED -> new State.Unused();
            default -> throw row.unknown("state");
        };
    }
}
