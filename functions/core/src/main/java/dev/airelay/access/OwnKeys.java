package dev.airelay.access;

import dev.airelay.failure.StaleRecordException;
import dev.airelay.limit.Limits;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// What users do with their own keys. Safe for use by many threads; every method throws
/// [dev.airelay.failure.StoreException] when the store does not answer.
public final class OwnKeys {
    /// So long two texts of a key may work side by side.
    public static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private static final int MOST_ATTEMPTS = 5;
    private static final int CHANCE = 12;
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final OwnedKeyStore store;
    private final KeyHasher hasher;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random a cryptographic source
    public OwnKeys(
            OwnedKeyStore store, KeyHasher hasher, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.hasher = hasher;
        this.clock = clock;
        this.random = random;
    }

    /// A key with a new text.
    ///
    /// @param text known at this moment alone
    public record Issued(OwnedKey key, Secret text) {}

    /// What came of making a key.
    public sealed interface Making {
        record Made(Issued issued) implements Making {}

        /// The same call was made before.
        record MadeBefore(String id) implements Making {}
    }

    /// What came of a change.
    public sealed interface Changing {
        record Changed(OwnedKey key) implements Changing {}

        /// Somebody else has changed it meanwhile.
        record Newer(OwnedKey key) implements Changing {}

        /// There is none, or it is somebody else's, or deleted.
        record Unknown() implements Changing {}
    }

    /// What came of giving a key another text.
    public sealed interface Rotation {
        record Rotated(Issued issued) implements Rotation {}

        /// There is none, or it is somebody else's, or deleted.
        record Unknown() implements Rotation {}
    }

    /// @param wanted what the key shall be, its id, text and owner aside
    /// @param onceKey chosen by the caller, so that a call that is sent twice makes one key
    public Making make(String userId, UnaryOperator<OwnedKey> wanted, Optional<String> onceKey) {
        Instant now = now();
        var text = KeyText.issue(random);
        var blank =
                new RelayKey(
                        id(now),
                        userId,
                        hasher.hash(text),
                        text.lastFour(),
                        "",
                        true,
                        Instant.MAX,
                        Grant.ALL,
                        Limits.NONE,
                        0);
        var key = wanted.apply(new OwnedKey(blank, now, Optional.empty(), Optional.empty()));
        var once = onceKey.map(name -> hasher.hash(new Secret("key/" + userId + "/" + name)));
        var id = store.add(key, once);
        return id.equals(key.id())
                ? new Making.Made(new Issued(key.withRevision(1), text))
                : new Making.MadeBefore(id);
    }

    /// In the order of their making: 9 characters of time, and 12 of chance.
    private String id(Instant now) {
        var id = new StringBuilder("key_");
        var time = Long.toString(now.toEpochMilli(), ALPHABET.length());
        id.append("0".repeat(9 - time.length())).append(time);
        for (int i = 0; i < CHANCE; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }

    public OwnedKeyStore.Page list(String userId, String after, int limit) {
        return store.list(userId, after, limit);
    }

    /// Deleted ones too.
    public Optional<OwnedKey> find(String userId, String id) {
        return store.find(userId, id);
    }

    /// @param version the revision that the change was made on
    public Changing change(String userId, String id, long version, UnaryOperator<OwnedKey> change) {
        Optional<OwnedKey> found = store.find(userId, id).filter(one -> one.deletion().isEmpty());
        if (found.isEmpty()) {
            return new Changing.Unknown();
        }
        return found.get().revision() == version
                ? saved(found.get(), change)
                : new Changing.Newer(found.get());
    }

    private Changing saved(OwnedKey key, UnaryOperator<OwnedKey> change) {
        try {
            return new Changing.Changed(store.save(change.apply(key)));
        } catch (StaleRecordException e) {
            return store.find(key.key().userId(), key.id())
                    .<Changing>map(Changing.Newer::new)
                    .orElseGet(Changing.Unknown::new);
        }
    }

    /// Deletes a key, which stops at once and can be restored.
    public Changing delete(String userId, String id) {
        return always(userId, id, key -> key.deletion().isPresent() ? key : key.deleted(now()));
    }

    /// Undoes a deletion; a key that was disabled before is so again.
    public Changing restore(String userId, String id) {
        return always(userId, id, OwnedKey::restored);
    }

    /// Whatever others change meanwhile.
    private Changing always(String userId, String id, UnaryOperator<OwnedKey> change) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<OwnedKey> found = store.find(userId, id);
            if (found.isEmpty()) {
                return new Changing.Unknown();
            }
            Changing done = saved(found.get(), change);
            if (done instanceof Changing.Changed) {
                return done;
            }
        }
        throw new StaleRecordException("a key is changed all the time");
    }

    /// Gives a key another text.
    ///
    /// @param overlap how long the text before works beside it, at most [#LONGEST_OVERLAP]
    /// @throws StaleRecordException when somebody else changes the key at this moment
    public Rotation rotate(String userId, String id, Duration overlap) {
        Optional<OwnedKey> found = store.find(userId, id).filter(one -> one.deletion().isEmpty());
        if (found.isEmpty()) {
            return new Rotation.Unknown();
        }
        Instant now = now();
        var text = KeyText.issue(random);
        var after = found.get().rotated(hasher.hash(text), text.lastFour(), now.plus(overlap));
        return new Rotation.Rotated(new Issued(store.rotate(found.get(), after, now), text));
    }

    /// The present, to the millisecond.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
