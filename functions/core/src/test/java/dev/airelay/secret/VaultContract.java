package dev.airelay.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Vault] does.
public interface VaultContract {
    Vault vault();

    Identity OWNER = new Identity("channel", "channel-1");
    Secret SECRET = new Secret("sk-ünïcode-and-a-long-tail-7890");

    @Test
    default void aSealedSecretOpensUnderItsIdentity() {
        Sealed sealed = vault().seal(SECRET, OWNER);

        assertEquals(SECRET, vault().open(sealed, OWNER));
        assertEquals("7890", sealed.lastFour());
        assertFalse(sealed.text().contains("long-tail"));
    }

    @Test
    default void anEmptySecretAndALargeOneSurvive() {
        for (Secret secret : List.of(new Secret(""), new Secret("x".repeat(8000)))) {
            assertEquals(secret, vault().open(vault().seal(secret, OWNER), OWNER));
        }
        assertEquals("", vault().seal(new Secret("short"), OWNER).lastFour());
    }

    @Test
    default void theSameSecretIsNeverSealedToTheSameText() {
        assertNotEquals(vault().seal(SECRET, OWNER).text(), vault().seal(SECRET, OWNER).text());
    }

    @Test
    default void anotherIdentityCannotOpenIt() {
        Sealed sealed = vault().seal(SECRET, OWNER);

        for (Identity other :
                List.of(
                        new Identity("channel", "channel-2"),
                        new Identity("webhook", "channel-1"),
                        new Identity("channelc", "hannel-1"))) {
            assertThrows(VaultException.class, () -> vault().open(sealed, other));
        }
    }

    @Test
    default void aChangedTextStaysShut() {
        Sealed sealed = vault().seal(SECRET, OWNER);
        String text = sealed.text();
        for (int i = 0; i < text.length(); i += Math.max(1, text.length() / 16)) {
            char other = text.charAt(i) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertStaysShut(new Sealed(changed, sealed.lastFour()));
        }
    }

    @Test
    default void whatIsNoSealedTextStaysShut() {
        String text = vault().seal(SECRET, OWNER).text();
        for (String nonsense :
                List.of(
                        "",
                        "v1.",
                        "v1.AAAA",
                        "v9." + text,
                        text.substring(0, text.length() - 1),
                        "###")) {
            assertStaysShut(new Sealed(nonsense, ""));
        }
    }

    private void assertStaysShut(Sealed sealed) {
        var failure = assertThrows(VaultException.class, () -> vault().open(sealed, OWNER));
        assertFalse(String.valueOf(failure.getMessage()).contains(SECRET.reveal()));
    }

    @Test
    default void manyThreadsSealAndOpenAtOnce() throws Exception {
        Sealed shared = vault().seal(SECRET, OWNER);

        var opened =
                Race.run(
                        16,
                        i ->
                                () -> {
                                    Secret own = new Secret("secret-of-thread-" + i);
                                    var identity = new Identity("channel", "thread-" + i);
                                    Sealed sealed = vault().seal(own, identity);
                                    assertEquals(own, vault().open(sealed, identity));
                                    return vault().open(shared, OWNER);
                                });

        assertTrue(Collections.frequency(opened, SECRET) == 16);
    }
}
