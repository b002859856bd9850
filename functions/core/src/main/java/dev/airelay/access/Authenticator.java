package dev.airelay.access;

import dev.airelay.failure.CallerFault.Unauthenticated;
import dev.airelay.failure.CallerFault.Unauthenticated.Reason;
import dev.airelay.failure.RelayException;
import dev.airelay.http.Headers;
import dev.airelay.secret.Secret;
import dev.airelay.time.ExpiringCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out whose key came with a request, and whether it may be used.
///
/// Records are remembered for five seconds at most. That is only the second line: the gate compares
/// revisions with each request and answers `Stale`, whereupon [#reread] is asked. Safe for use by
/// many threads.
public final class Authenticator {
    private static final Duration MAX_AGE = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;
    private static final String BEARER = "bearer ";

    private final KeyStore store;
    private final KeyHasher hasher;
    private final InstantSource clock;
    private final ExpiringCache<String, Access> recent;

    public Authenticator(KeyStore store, KeyHasher hasher, InstantSource clock) {
        this.store = store;
        this.hasher = hasher;
        this.clock = clock;
        this.recent = new ExpiringCache<>(clock, MAX_AGE, MOST_REMEMBERED);
    }

    /// @throws RelayException with `Unauthenticated`
    public Access authenticate(Headers headers) {
        List<String> presented = presented(headers);
        if (presented.isEmpty()) {
            throw refused(Reason.MISSING);
        }
        String key =
                presented.stream()
                        .filter(KeyText::looksLikeKey)
                        .findFirst()
                        .orElseThrow(() -> refused(Reason.UNKNOWN));
        String hash = hasher.hash(new Secret(key));
        Optional<Access> known = recent.get(hash).filter(access -> problem(access).isEmpty());
        return known.isPresent() ? known.get() : usable(read(hash));
    }

    /// Reads the records behind an access again, because they have changed.
    ///
    /// @throws RelayException with `Unauthenticated` when they do not allow it any more
    public Access reread(Access old) {
        return usable(read(old.key().hash()));
    }

    /// Forgets all records, as before a snapshot of the process is taken.
    public void forget() {
        recent.clear();
    }

    private Access read(String hash) {
        recent.forget(hash);
        Access found = store.find(hash).orElseThrow(() -> refused(Reason.UNKNOWN));
        recent.put(hash, found);
        return found;
    }

    private Access usable(Access access) {
        problem(access)
                .ifPresent(reason -> {
                    throw refused(reason);
                });
        return access;
    }

    private Optional<Reason> problem(Access access) {
        if (!access.key().enabled()) {
            return Optional.of(Reason.DISABLED);
        }
        if (!access.user().enabled()) {
            return Optional.of(Reason.USER_DISABLED);
        }
        return clock.instant().isBefore(access.key().expiresAt())
                ? Optional.empty()
                : Optional.of(Reason.EXPIRED);
    }

    /// OpenAI's clients send `Authorization: Bearer`, Anthropic's either that or `x-api-key`, some
    /// both.
    private static List<String> presented(Headers headers) {
        var found = new ArrayList<String>(2);
        headers.first("authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
                .ifPresent(found::add);
        headers.first("x-api-key").map(String::strip).ifPresent(found::add);
        return found;
    }

    private static RelayException refused(Reason reason) {
        return new RelayException(new Unauthenticated(reason));
    }
}
