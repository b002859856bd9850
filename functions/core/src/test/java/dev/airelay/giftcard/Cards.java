package dev.airelay.giftcard;

import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Cards to try stores with.
public final class Cards {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final Instant EVENING = Instant.parse("2026-11-21T18:00:00Z");

    private Cards() {}

    public static GiftBatch batch(String id, Instant createdAt) {
        return new GiftBatch(
                id, new Nanos(5_000), "for tests", createdAt, "root", Optional.of(EVENING));
    }

    /// Of a batch of its own.
    public static GiftCard card(String name) {
        return card(name, batch("batch-of-" + name, NOON));
    }

    public static GiftCard card(String name, GiftBatch batch) {
        return new GiftCard(
                "id-" + name, "hash-" + name, "WXYZ", batch, new GiftCard.State.Unused());
    }

    public static List<GiftCard> cards(int count, GiftBatch batch) {
        return IntStream.range(0, count)
                .mapToObj(i -> card(batch.id() + "-%04d".formatted(i), batch))
                .toList();
    }
}
