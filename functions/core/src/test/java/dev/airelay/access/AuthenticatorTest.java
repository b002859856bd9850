package dev.airelay.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.CallerFault.Unauthenticated;
import dev.airelay.failure.CallerFault.Unauthenticated.Reason;
import dev.airelay.failure.RelayException;
import dev.airelay.http.Headers;
import dev.airelay.limit.Limits;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthenticatorTest {
    private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
    private static final KeyHasher HASHER = new KeyHasher(() -> new Secret("pepper"));

    private final MemoryKeyStore store = new MemoryKeyStore();
    private final String text = KeyText.issue(new SplittableRandom(1)).reveal();
    private Instant now = START;
    private int reads;
    private final Authenticator authenticator =
            new Authenticator(
                    new KeyStore() {
                        @Override
                        public Optional<Access> find(String hash) {
                            reads++;
                            return store.find(hash);
                        }

                        @Override
                        public User save(User user) {
                            return store.save(user);
                        }

                        @Override
                        public RelayKey save(RelayKey key) {
                            return store.save(key);
                        }
                    },
                    HASHER,
                    () -> now);
    private User user = new User("u", "Ann", true, Limits.NONE, Set.of(), 0);
    private RelayKey key =
            new RelayKey(
                    "k",
                    "u",
                    HASHER.hash(new Secret(text)),
                    "last",
                    "laptop",
                    true,
                    START.plusSeconds(60),
                    Grant.ALL,
                    Limits.NONE,
                    0);

    @BeforeEach
    void oneKeyOfOneUser() {
        user = store.save(user);
        key = store.save(key);
    }

    private Access authenticate() {
        return authenticator.authenticate(Headers.of("authorization", "Bearer " + text));
    }

    private static void refuses(Reason reason, Runnable request) {
        var thrown = assertThrows(RelayException.class, request::run);
        assertEquals(new Unauthenticated(reason), thrown.failure());
    }

    @ParameterizedTest
    @CsvSource({
        "authorization,Bearer KEY",
        "authorization,bearer   KEY",
        "Authorization,BEARER KEY",
        "x-api-key,KEY",
        "X-Api-Key,' KEY '"
    })
    void takesAKeyFromEitherField(String field, String value) {
        var access = authenticator.authenticate(Headers.of(field, value.replace("KEY", text)));

        assertEquals(new Access(key, user), access);
    }

    @Test
    void takesTheFieldThatHoldsAKeyWhenBothAreSent() {
        var headers =
                Headers.builder()
                        .set("authorization", "Bearer sk-ant-oat01-something-else")
                        .set("x-api-key", text)
                        .build();

        assertEquals("k", authenticator.authenticate(headers).key().id());
    }

    @ParameterizedTest
    @CsvSource({
        "cookie,KEY,MISSING",
        "authorization,Basic KEY,MISSING",
        "authorization,KEY,MISSING",
        "authorization,Bearer sk-relay-short,UNKNOWN",
        "x-api-key,'',UNKNOWN",
        "x-api-key,KEYKEY,UNKNOWN"
    })
    void refusesWhatIsNoKeyWithoutAskingTheStore(String field, String value, Reason reason) {
        var headers = Headers.of(field, value.replace("KEY", text));

        refuses(reason, () -> authenticator.authenticate(headers));
        assertEquals(0, reads);
    }

    @Test
    void refusesAKeyThatNobodyIssued() {
        String other = KeyText.issue(new SplittableRandom(2)).reveal();

        refuses(Reason.UNKNOWN, () -> authenticator.authenticate(Headers.of("x-api-key", other)));
    }

    @Test
    void remembersAKeyForLessThanFiveSeconds() {
        authenticate();
        now = START.plusMillis(4_999);
        authenticate();
        assertEquals(1, reads);

        now = START.plusSeconds(5);
        authenticate();
        assertEquals(2, reads);
    }

    @Test
    void noticesADisabledKeyAfterFiveSecondsEvenIfNobodyAnnouncedIt() {
        authenticate();
        store.save(key.withEnabled(false));

        now = START.plusSeconds(5);
        refuses(Reason.DISABLED, this::authenticate);
    }

    @Test
    void rereadsAtOnceWhenTold() {
        Access old = authenticate();
        store.save(key.withEnabled(false));

        refuses(Reason.DISABLED, () -> authenticator.reread(old));
        refuses(Reason.DISABLED, this::authenticate);
    }

    @Test
    void refusesADisabledUser() {
        store.save(new User("u", "Ann", false, Limits.NONE, Set.of(), user.revision()));

        refuses(Reason.USER_DISABLED, this::authenticate);
    }

    @Test
    void refusesARememberedKeyFromTheMomentOfItsExpiry() {
        now = START.plusMillis(59_999);
        authenticate();

        now = now.plus(Duration.ofMillis(1));
        refuses(Reason.EXPIRED, this::authenticate);
        assertEquals(2, reads, "a remembered record must not refuse anyone by itself");
    }

    @Test
    void forgetsEverythingBeforeASnapshot() {
        authenticate();

        authenticator.forget();
        authenticate();

        assertEquals(2, reads);
    }
}
