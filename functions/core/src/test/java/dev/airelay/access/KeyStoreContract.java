package dev.airelay.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.contract.Race;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.limit.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [KeyStore] does. Times are kept to the millisecond.
public interface KeyStoreContract {
    /// A store without records, or at least without those of an earlier test.
    KeyStore store();

    static User user(String id) {
        return new User(
                id, "Ada Lovelace", true, new Limits(60, 100_000, 4), Set.of("gold", "silver"), 0);
    }

    static RelayKey key(String id, String userId) {
        return new RelayKey(
                id,
                userId,
                "hash-of-" + id,
                "wxyz",
                "laptop",
                true,
                Instant.parse("2027-01-31T12:34:56.789Z"),
                new Grant(
                        Set.of("gpt-5", "claude-opus-5"),
                        List.of(
                                AddressRange.parse("192.0.2.0/24"),
                                AddressRange.parse("2001:db8::/32")),
                        "gold",
                        "website"),
                new Limits(10, 20_000, 2),
                0);
    }

    @Test
    default void aHashThatNobodySavedFindsNothing() {
        assertEquals(Optional.empty(), store().find("hash-of-nothing"));
    }

    @Test
    default void aSavedKeyIsFoundWithItsOwnerAsTheyWere() {
        User user = store().save(user("owner"));
        RelayKey key = store().save(key("found", "owner"));

        assertEquals(user("owner").withRevision(1), user);
        assertEquals(key("found", "owner").withRevision(1), key);
        assertEquals(Optional.of(new Access(key, user)), store().find("hash-of-found"));
    }

    @Test
    default void aKeyWithoutLimitsModelsOrExpiryComesBackWithoutThem() {
        store().save(new User("bare-owner", "", false, Limits.NONE, Set.of(), 0));
        RelayKey key =
                store().save(
                                new RelayKey(
                                        "bare",
                                        "bare-owner",
                                        "hash-of-bare",
                                        "",
                                        "",
                                        false,
                                        Instant.MAX,
                                        Grant.ALL,
                                        Limits.NONE,
                                        0));

        Access found = store().find("hash-of-bare").orElseThrow();

        assertEquals(key, found.key());
        assertEquals(new User("bare-owner", "", false, Limits.NONE, Set.of(), 1), found.user());
    }

    @Test
    default void theGroupsOfAUserAreWhatTheLastSaveSaid() {
        User none = store().save(new User("chooser", "", true, Limits.NONE, Set.of(), 0));
        store().save(key("chooser", "chooser"));
        User all =
                store().save(
                                new User(
                                        "chooser",
                                        "",
                                        true,
                                        Limits.NONE,
                                        User.EVERY_GROUP,
                                        none.revision()));
        assertEquals(all, store().find("hash-of-chooser").orElseThrow().user());
        User some =
                store().save(
                                new User(
                                        "chooser",
                                        "",
                                        true,
                                        Limits.NONE,
                                        Set.of("a", "b"),
                                        all.revision()));
        assertEquals(some, store().find("hash-of-chooser").orElseThrow().user());
        store().save(new User("chooser", "", true, Limits.NONE, Set.of(), some.revision()));
        assertEquals(Set.of(), store().find("hash-of-chooser").orElseThrow().user().groups());
    }

    @Test
    default void aKeyWhoseOwnerIsUnknownIsNotFound() {
        store().save(key("orphan", "nobody"));

        assertEquals(Optional.empty(), store().find("hash-of-orphan"));
    }

    @Test
    default void whatASaveWroteIsWhatTheNextFindReturns() {
        store().save(user("fresh"));
        RelayKey key = store().save(key("fresh", "fresh"));
        for (int i = 0; i < 20; i++) {
            key = store().save(key.withEnabled(!key.enabled()));
            assertEquals(key, store().find(key.hash()).orElseThrow().key());
        }
        assertEquals(21, key.revision());
    }

    @Test
    default void anOldCopyCannotOverwriteANewerRecord() {
        User user = store().save(user("stale"));
        RelayKey key = store().save(key("stale", "stale"));
        User newerUser = store().save(user);
        RelayKey newerKey = store().save(key.withEnabled(false));

        assertThrows(StaleRecordException.class, () -> store().save(user));
        assertThrows(StaleRecordException.class, () -> store().save(key));
        assertEquals(Optional.of(new Access(newerKey, newerUser)), store().find("hash-of-stale"));
    }

    @Test
    default void whatExistsIsNotCreatedAgain() {
        store().save(user("twice"));
        store().save(key("twice", "twice"));

        assertThrows(StaleRecordException.class, () -> store().save(user("twice")));
        assertThrows(StaleRecordException.class, () -> store().save(key("twice", "twice")));
    }

    @Test
    default void whatDoesNotExistIsNotChanged() {
        assertThrows(
                StaleRecordException.class, () -> store().save(user("missing").withRevision(3)));
        assertThrows(
                StaleRecordException.class,
                () -> store().save(key("missing", "missing").withRevision(3)));
    }

    @Test
    default void ofManyWhoSaveTheSameRevisionOneWins() throws Exception {
        store().save(user("raced"));
        RelayKey key = store().save(key("raced", "raced"));

        var won =
                Race.run(
                        16,
                        i ->
                                () -> {
                                    try {
                                        return store().save(key).revision();
                                    } catch (StaleRecordException late) {
                                        return 0L;
                                    }
                                });

        assertEquals(1, won.stream().filter(revision -> revision == 2).count());
        assertEquals(15, won.stream().filter(revision -> revision == 0).count());
    }
}
