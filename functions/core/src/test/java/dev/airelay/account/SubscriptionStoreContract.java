package dev.airelay.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.StaleRecordException;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [SubscriptionStore] does.
public interface SubscriptionStoreContract {
    Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    /// An empty store.
    SubscriptionStore store();

    static Subscription monthly(String user, Instant startedAt) {
        return new Subscription(
                "sub-" + user,
                user,
                "Gold",
                new Nanos(50),
                Period.ofMonths(1),
                startedAt,
                1,
                Instant.MAX,
                0);
    }

    @Test
    default void savedOnesComeBackAsTheyWere() {
        var ending = monthly("b", NOON).withEnd(NOON.plus(Duration.ofDays(40)));

        assertEquals(monthly("a", NOON).withRevision(1), store().save(monthly("a", NOON)));
        store().save(ending);

        assertEquals(Optional.of(monthly("a", NOON).withRevision(1)), store().find("a"));
        assertEquals(Optional.of(ending.withRevision(1)), store().find("b"));
        assertEquals(Optional.empty(), store().find("c"));
    }

    @Test
    default void aLostRaceIsTold() {
        var saved = store().save(monthly("a", NOON));
        store().save(saved.next());

        assertThrows(StaleRecordException.class, () -> store().save(saved.next()));
        assertThrows(StaleRecordException.class, () -> store().save(monthly("a", NOON)));
        assertThrows(StaleRecordException.class, () -> store().remove(saved));
        assertEquals(2, store().find("a").orElseThrow().periods());
    }

    @Test
    default void whatIsRemovedIsGone() {
        store().remove(store().save(monthly("a", NOON)));

        assertEquals(Optional.empty(), store().find("a"));
        assertEquals(List.of(), store().due(Instant.parse("2030-01-01T00:00:00Z"), 10));
    }

    @Test
    default void thoseWhosePeriodHasEndedAreDueSoonestFirst() {
        store().save(monthly("late", NOON.plusSeconds(5)));
        store().save(monthly("soon", NOON));
        store().save(monthly("never", NOON.plus(Duration.ofDays(90))));
        Instant end = Instant.parse("2026-02-28T12:00:00Z");

        assertEquals(List.of(), store().due(end.minusMillis(1), 10));
        assertEquals(List.of("soon"), users(store().due(end, 10)));
        assertEquals(List.of("soon", "late"), users(store().due(end.plusSeconds(5), 10)));
        assertEquals(List.of("soon"), users(store().due(end.plusSeconds(5), 1)));
    }

    private static List<String> users(List<Subscription> subscriptions) {
        return subscriptions.stream().map(Subscription::userId).toList();
    }
}
