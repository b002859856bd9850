package dev.airelay.platform.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.failure.StoreException;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordsTest {
    private static final Secret PASSWORD = new Secret("correct horse battery staple");

    private final RandomGenerator random = new Random(1);
    private final Argon2Passwords passwords =
            new Argon2Passwords(random, 2, Duration.ofSeconds(60));

    @Test
    void aHashMatchesItsPasswordAlone() {
        var hash = passwords.hash(PASSWORD);
        assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
        assertTrue(passwords.matches(PASSWORD, Optional.of(hash)));
        assertFalse(passwords.matches(new Secret("correct horse"), Optional.of(hash)));
        assertNotEquals(hash, passwords.hash(PASSWORD));
    }

    /// One that the reference program's own tests have, of 256 KiB
    /// (https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c, read 2026-11-27).
    @Test
    void hashesOfTheReferenceProgramAreUnderstood() {
        var reference =
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ"
                        + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertTrue(passwords.matches(new Secret("password"), Optional.of(reference)));
    }

    @Test
    void withoutAHashNothingMatches() {
        assertFalse(passwords.matches(PASSWORD, Optional.empty()));
    }

    @Test
    void theSameLettersTypedOtherwiseAreTheSamePassword() {
        var hash = passwords.hash(new Secret("caf\u00e9 caf\u00e9"));
        assertTrue(passwords.matches(new Secret("cafe\u0301 cafe\u0301"), Optional.of(hash)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2id$v=19$m=999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=19456,t=99,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
                "$argon2i$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoHashOfOursIsADefect(String hash) {
        assertThrows(
                IllegalStateException.class, () -> passwords.matches(PASSWORD, Optional.of(hash)));
    }

    /// 100 of 19 MiB would take 1.9 GB, and this process has one.
    @Test
    void aHundredAtOnceTakeTheRoomOfTwo() throws Exception {
        var hash = passwords.hash(PASSWORD);
        var matched = Race.run(100, _ -> () -> passwords.matches(PASSWORD, Optional.of(hash)));
        assertEquals(100, matched.stream().filter(one -> one).count());
    }

    @Test
    void whoFindsNoRoomGivesUp() {
        var full = new Argon2Passwords(random, 0, Duration.ofMillis(1));
        assertThrows(StoreException.class, () -> full.hash(PASSWORD));
        assertThrows(StoreException.class, () -> full.matches(PASSWORD, Optional.empty()));
    }
}
