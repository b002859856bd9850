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
        var larger =
                new Subscription(
                        "sub-larger",
                        "ada",
                        "Platinum",
                        new Nanos(900),
                        java.time.Period.ofDays(7),
                        NOON,
                        1,
                        Instant.MAX,
                        0);

        plans.begin(larger);

        assertEquals(new Credit(new Nanos(900), NOON.plusSeconds(7 * 86_400)), credit());
        assertEquals(
                900,
                accounts.entries("ada", 10).stream().mapToLong(one -> one.credit().value()).sum());
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
