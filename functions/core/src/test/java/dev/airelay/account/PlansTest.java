package dev.airelay.account;

import static dev.airelay.account.SubscriptionStoreContract.NOON;
import static dev.airelay.account.SubscriptionStoreContract.monthly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.contract.Race;
import dev.airelay.failure.StoreException;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlansTest {
    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final MemorySubscriptionStore subscriptions = new MemorySubscriptionStore();
    private final List<Account> told = new ArrayList<>();
    private Instant now = NOON;
    private final Plans plans =
            new Plans(subscriptions, accounts, (after, _) -> told.add(after), () -> now);

    private Credit credit() {
        return accounts.account("ada").credit();
    }

    @Test
    void aPlanGivesItsAllowanceAtOnceAndWithEachPeriod() {
        plans.begin(monthly("ada", NOON));
        assertEquals(new Credit(new Nanos(50), Instant.parse("2026-02-28T12:00:00Z")), credit());
        assertEquals(credit(), told.getLast().credit());
        assertEquals(0, plans.renew());

        now = Instant.parse("2026-02-28T12:00:00Z");
        assertEquals(1, plans.renew());
        assertEquals(new Credit(new Nanos(50), Instant.parse("2026-03-31T12:00:00Z")), credit());
        assertEquals(credit(), told.getLast().credit());
        assertEquals(0, plans.renew());
        assertEquals(2, accounts.entries("ada", 10).size());
    }

    @Test
    void periodsThatWentByUnnoticedArePassedOver() {
        plans.begin(monthly("ada", NOON));

        now = Instant.parse("2026-06-01T00:00:00Z");
        plans.renew();

        assertEquals(new Credit(new Nanos(50), Instant.parse("2026-06-30T12:00:00Z")), credit());
        assertEquals(2, accounts.entries("ada", 10).size());
    }

    @Test
    void aPlanEndsWithItsLastPeriodAndItsCreditIsGone() {
        Instant end = Instant.parse("2026-03-10T00:00:00Z");
        plans.begin(monthly("ada", NOON).withEnd(end));
        now = Instant.parse("2026-02-28T12:00:00Z");
        plans.renew();
        assertEquals(end, credit().until());

        now = end;
        plans.renew();

        assertEquals(Nanos.ZERO, credit().left());
        assertEquals(Optional.empty(), subscriptions.find("ada"));
    }

    @Test
    void aNewPlanTakesThePlaceOfTheOneThereWas() {
        plans.begin(monthly("ada", NOON));

        plans.begin(larger(NOON));

        assertEquals(new Credit(new Nanos(900), NOON.plusSeconds(7 * 86_400)), credit());
        assertEquals(
                900,
                accounts.entries("ada", 10).stream().mapToLong(one -> one.credit().value()).sum());
    }

    private static Subscription larger(Instant startedAt) {
        return new Subscription(
                "sub-larger",
                "ada",
                "Platinum",
                new Nanos(900),
                java.time.Period.ofDays(7),
                startedAt,
                1,
                Instant.MAX,
                0);
    }

    /// The list of ended plans may be older than a plan that was begun a moment ago.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlanThatBeganSinceTheEndedOnesWereListedKeepsItsCredit(boolean last) {
        Instant end = Instant.parse("2026-02-28T12:00:00Z");
        plans.begin(last ? monthly("ada", NOON).withEnd(end) : monthly("ada", NOON));
        now = end.plusSeconds(10);
        List<Subscription> listed = subscriptions.due(now, 10);
        plans.begin(larger(now));
        var late = new ListedBefore(subscriptions, listed);

        new Plans(late, accounts, (_, _) -> {}, () -> now).renew();

        assertEquals(new Credit(new Nanos(900), now.plusSeconds(7 * 86_400)), credit());
        assertEquals("sub-larger", subscriptions.find("ada").orElseThrow().id());
    }

    private record ListedBefore(SubscriptionStore store, List<Subscription> listed)
            implements SubscriptionStore {
        @Override
        public Optional<Subscription> find(String userId) {
            return store.find(userId);
        }

        @Override
        public Subscription save(Subscription subscription) {
            return store.save(subscription);
        }

        @Override
        public void remove(Subscription subscription) {
            store.remove(subscription);
        }

        @Override
        public List<Subscription> due(Instant when, int most) {
            return listed;
        }
    }

    @Test
    void severalWhoRenewAtOnceBookEachPeriodOnce() throws Exception {
        plans.begin(monthly("ada", NOON));
        now = Instant.parse("2026-02-28T12:00:00Z");

        Race.run(8, _ -> plans::renew);

        assertEquals(new Nanos(50), credit().left());
        assertEquals(2, accounts.entries("ada", 10).size());
    }

    @Test
    void whatWasBookedButNotTakenDownIsBookedOnce() {
        plans.begin(monthly("ada", NOON));
        now = Instant.parse("2026-02-28T12:00:00Z");
        var failing =
                new Plans(
                        subscriptions,
                        accounts,
                        (_, _) -> {
                            throw new StoreException("away", new IllegalStateException());
                        },
                        () -> now);
        assertThrows(StoreException.class, failing::renew);

        assertEquals(1, plans.renew());

        assertEquals(2, accounts.entries("ada", 10).size());
        assertEquals(new Nanos(50), credit().left());
    }
}
