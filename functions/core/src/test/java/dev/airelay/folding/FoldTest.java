package dev.airelay.folding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.account.Account;
import dev.airelay.account.AccountStore;
import dev.airelay.account.Charge;
import dev.airelay.account.Entry;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.account.Period;
import dev.airelay.account.Renewal;
import dev.airelay.account.Subject;
import dev.airelay.failure.StoreException;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final Map<String, Account> told = new HashMap<>();
    private final Set<String> toldRequests = new HashSet<>();
    private final Map<String, String> buried = new HashMap<>();
    private final Fold fold =
            new Fold(
                    accounts,
                    (after, requests) -> {
                        told.put(after.userId(), after);
                        toldRequests.addAll(requests);
                    },
                    (id, content, _) -> buried.put(id, content),
                    InstantSource.fixed(NOON));

    private static Charge charge(String request, String user, long nanos) {
        return new Charge(
                request,
                user,
                new Nanos(nanos),
                NOON.plusSeconds(9),
                new Charge.Use(NOON, "k", "m", "c", "g", true, Tokens.NONE, 1));
    }

    private long balance(String user) {
        return accounts.account(user).balance().value();
    }

    @Test
    void aBatchBecomesOneEntryAUser() {
        fold.fold(List.of(charge("1", "a", 10), charge("2", "b", 5), charge("3", "a", 1)));
        assertEquals(-11, balance("a"));
        assertEquals(-5, balance("b"));
        List<Entry> entries = accounts.entries("a", 10);
        assertEquals(1, entries.size());
        assertEquals("2 requests", entries.getFirst().note());
        assertEquals(NOON, entries.getFirst().bookedAt());
        assertEquals(accounts.account("a"), told.get("a"));
        assertEquals(Set.of("1", "2", "3"), toldRequests);
    }

    @Test
    void requestsThatCostNothingAreCountedAndLeaveNoEntry() {
        fold.fold(List.of(charge("1", "a", 0)));
        assertEquals(List.of(), accounts.entries("a", 10));
        assertEquals(
                1,
                accounts.tally(new Subject(Subject.Dimension.USER, "a"), Period.EVER, "ever")
                        .requests());
    }

    @Test
    void aBatchThatComesAgainIsToldAgainAndChargedOnce() {
        var batch = List.of(charge("1", "a", 10), charge("1", "a", 10));
        fold.fold(batch);
        told.clear();
        fold.fold(batch);
        assertEquals(-10, balance("a"));
        assertEquals(accounts.account("a"), told.get("a"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whateverTheBordersAndTheOrderEachRequestIsChargedOnce(long seed) {
        var random = new Random(seed);
        var all = new ArrayList<Charge>();
        var owed = new HashMap<String, Long>();
        for (int i = 0; i < 300; i++) {
            String user = "u" + random.nextInt(4);
            long cost = random.nextInt(1000);
            all.add(charge("r" + i, user, cost));
            owed.merge(user, cost, Long::sum);
        }
        for (int pass = 0; pass < 3; pass++) {
            Collections.shuffle(all, random);
            for (int from = 0; from < all.size(); ) {
                int to = Math.min(all.size(), from + 1 + random.nextInt(90));
                fold.fold(all.subList(from, to));
                from = Math.max(from + 1, to - random.nextInt(20));
            }
        }
        owed.forEach((user, sum) -> assertEquals(-sum, balance(user)));
        assertTrue(buried.isEmpty());
    }

    @Test
    void aChargeThatCannotBeBookedIsBuriedAndTheOthersGoOn() {
        var choosy = new ChoosyAccounts(accounts, "2");
        new Fold(
                        choosy,
                        (after, _) -> told.put(after.userId(), after),
                        (id, content, _) -> buried.put(id, content),
                        InstantSource.fixed(NOON))
                .fold(
                        List.of(
                                charge("1", "a", 10),
                                charge("2", "a", 7),
                                charge("3", "a", 20),
                                charge("5", "b", 1)));
        assertEquals(Set.of("2"), buried.keySet());
        assertTrue(buried.containsValue(charge("2", "a", 7).toString()));
        assertEquals(-30, balance("a"));
        assertEquals(-1, balance("b"));
    }

    @Test
    void aCostThatNoRequestCanHaveIsNoCharge() {
        assertThrows(IllegalArgumentException.class, () -> charge("1", "a", -1));
        assertThrows(
                IllegalArgumentException.class, () -> charge("1", "a", Charge.MOST.value() + 1));
        assertThrows(IllegalArgumentException.class, () -> charge("", "a", 1));
        assertThrows(IllegalArgumentException.class, () -> charge("1", "", 1));
    }

    /// Cannot book one request, for a reason that will not pass.
    private record ChoosyAccounts(AccountStore accounts, String refused) implements AccountStore {
        @Override
        public Account account(String userId) {
            return accounts.account(userId);
        }

        @Override
        public Booking book(Entry entry) {
            return accounts.book(entry);
        }

        @Override
        public Booking charge(List<Charge> charges, Instant bookedAt) {
            if (charges.stream().anyMatch(charge -> charge.requestId().equals(refused))) {
                throw new IllegalStateException("not this one");
            }
            return accounts.charge(charges, bookedAt);
        }

        @Override
        public Booking renew(Renewal renewal) {
            return accounts.renew(renewal);
        }

        @Override
        public Set<String> charged(String userId, Collection<String> requestIds) {
            return accounts.charged(userId, requestIds);
        }

        @Override
        public List<Entry> entries(String userId, int limit) {
            return accounts.entries(userId, limit);
        }
    }

    @Test
    void aStoreThatIsAwayFailsTheBatchWhichMayComeAgain() {
        var away = new boolean[] {true};
        var patient =
                new Fold(
                        accounts,
                        (_, _) -> {
                            if (away[0]) {
                                throw new StoreException("away", new RuntimeException());
                            }
                        },
                        (id, content, _) -> buried.put(id, content),
                        InstantSource.fixed(NOON));
        var batch = List.of(charge("1", "a", 10));
        assertThrows(StoreException.class, () -> patient.fold(batch));
        away[0] = false;
        patient.fold(batch);
        assertEquals(-10, balance("a"));
        assertTrue(buried.isEmpty());
    }
}
