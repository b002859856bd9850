package dev.airelay.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.limit.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [OwnedKeyStore] does. Each test has users of its own.
public interface OwnedKeyStoreContract {
    Instant NOW = Instant.parse("2026-11-27T12:00:00.123Z");
    Instant LATER = NOW.plusSeconds(3_600);

    OwnedKeyStore store();

    /// How the gate finds a key.
    Optional<RelayKey> byHash(String hash);

    /// Makes somebody known.
    void user(String id);

    static OwnedKey key(String id, String userId) {
        return new OwnedKey(
                KeyStoreContract.key(id, userId), NOW, Optional.empty(), Optional.empty());
    }

    private OwnedKey added(String id) {
        user("of-" + id);
        assertEquals(id, store().add(key(id, "of-" + id), Optional.empty()));
        return key(id, "of-" + id).withRevision(1);
    }

    private static OwnedKey rotated(OwnedKey before, String hash) {
        return before.rotated(hash, "abcd", LATER);
    }

    @Test
    default void whatIsAddedIsFoundByItsOwnerAndByTheGate() {
        var key = added("own-1");
        assertEquals(Optional.of(key), store().find("of-own-1", "own-1"));
        assertEquals(Optional.of(key.key()), byHash("hash-of-own-1"));
        assertEquals(Optional.empty(), store().find("somebody", "own-1"));
        assertEquals(Optional.empty(), store().find("of-own-1", "own-2"));
        assertEquals(Optional.empty(), store().find("of-own-1", "hash-of-own-1"));
    }

    @Test
    default void aBareOneComesBackBare() {
        user("of-bare");
        var bare =
                new OwnedKey(
                        new RelayKey(
                                "bare-own",
                                "of-bare",
                                "hash-of-bare-own",
                                "",
                                "",
                                false,
                                Instant.MAX,
                                Grant.ALL,
                                Limits.NONE,
                                0),
                        NOW,
                        Optional.of(new OwnedKey.Deletion(NOW, true)),
                        Optional.of(new OwnedKey.Previous("hash-before", LATER)));
        store().add(bare, Optional.empty());
        assertEquals(Optional.of(bare.withRevision(1)), store().find("of-bare", "bare-own"));
    }

    @Test
    default void aCallThatIsMadeTwiceAddsOneKey() throws Exception {
        user("of-once");
        var ids =
                Race.run(
                        10,
                        i -> () -> store().add(key("once-" + i, "of-once"), Optional.of("call-1")));
        assertEquals(1, new HashSet<>(ids).size());
        assertEquals(1, store().list("of-once", "", 100).keys().size());
        assertEquals("once-x", store().add(key("once-x", "of-once"), Optional.of("call-2")));
    }

    @Test
    default void aChangeIsStoredUnlessItComesFromAnOldCopy() {
        var key = added("changed-own");
        var disabled = key.with(key.key().withEnabled(false));
        assertEquals(disabled.withRevision(2), store().save(disabled));
        assertEquals(
                Optional.of(disabled.withRevision(2)), store().find("of-changed-own", key.id()));
        assertThrows(StaleRecordException.class, () -> store().save(key));
        assertEquals(false, byHash("hash-of-changed-own").orElseThrow().enabled());
    }

    @Test
    default void bothTextsWorkAndTheOldOneUntilItsEnd() {
        var key = added("turned");
        var after = store().rotate(key, rotated(key, "hash-new"), NOW);
        assertEquals(2, after.revision());
        assertEquals(Optional.of(after), store().find("of-turned", "turned"));
        assertEquals(Optional.of(after.key()), byHash("hash-new"));
        var old = byHash("hash-of-turned").orElseThrow();
        assertEquals(after.key().asKnownBefore("hash-of-turned", LATER), old);
        assertEquals(LATER, old.expiresAt());
        assertEquals("turned", old.id());
        assertThrows(
                StaleRecordException.class,
                () -> store().rotate(key, rotated(key, "hash-other"), NOW));
        assertEquals(Optional.empty(), byHash("hash-other"));
    }

    @Test
    default void aChangeConcernsBothTexts() {
        var key = added("both");
        var after = store().rotate(key, rotated(key, "hash-both-2"), NOW);
        store().save(after.with(after.key().withEnabled(false)));
        assertEquals(false, byHash("hash-of-both").orElseThrow().enabled());
        assertEquals(false, byHash("hash-both-2").orElseThrow().enabled());
    }

    @Test
    default void theTextBeforeLastStopsAtOnce() {
        var key = added("thrice");
        var second = store().rotate(key, rotated(key, "hash-second"), NOW);
        var third = store().rotate(second, rotated(second, "hash-third"), NOW);
        assertEquals(Optional.empty(), byHash("hash-of-thrice"));
        assertTrue(byHash("hash-second").isPresent());
        assertEquals(Optional.of(third.key()), byHash("hash-third"));
        assertEquals(1, store().list("of-thrice", "", 100).keys().size());
    }

    @Test
    default void aListIsReadPageByPageTheNewestFirst() {
        user("lister-own");
        for (int i = 10; i < 35; i++) {
            store().add(key("listed-" + i, "lister-own"), Optional.empty());
        }
        added("not-listed");
        List<String> seen = new ArrayList<>();
        var after = Optional.of("");
        while (after.isPresent()) {
            var page = store().list("lister-own", after.get(), 10);
            assertTrue(page.keys().size() <= 10);
            page.keys().forEach(one -> seen.add(one.id()));
            after = page.next();
        }
        assertEquals(25, seen.size());
        assertEquals("listed-34", seen.getFirst());
        assertEquals("listed-10", seen.getLast());
    }
}
