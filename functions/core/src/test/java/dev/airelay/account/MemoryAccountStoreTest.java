package dev.airelay.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MemoryAccountStoreTest implements AccountStoreContract {
    private final MemoryAccountStore store = new MemoryAccountStore();

    @Override
    public AccountStore store() {
        return store;
    }

    @Override
    public TallyStore tallies() {
        return store;
    }

    @Test
    void onlyTheLatestChargesAreKnown() {
        for (int from = 0; from < 100_000; from += 50) {
            store.charge(
                    IntStream.range(from, from + 50)
                            .mapToObj(MemoryAccountStoreTest::numbered)
                            .toList(),
                    Instant.EPOCH);
        }
        assertEquals(
                Set.of("r0", "r99999"), store.charged("u", List.of("r0", "r99999", "r100000")));
        store.charge(List.of(numbered(100_000)), Instant.EPOCH);
        assertEquals(Set.of("r1", "r100000"), store.charged("u", List.of("r0", "r1", "r100000")));
    }

    private static Charge numbered(int number) {
        return new Charge(
                "r" + number,
                "u",
                Nanos.ZERO,
                Instant.EPOCH,
                new Charge.Use(Instant.EPOCH, "k", "m", "c", "g", true, Tokens.NONE, 1));
    }
}
