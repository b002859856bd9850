package dev.airelay.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.access.SigningKeys;
import dev.airelay.failure.StoreException;
import dev.airelay.secret.Secret;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CursorsTest {
    private static final List<String> LIST = List.of("GET", "/things", "ada", "state", "new");
    private static final String PLACE = "000001795229835000/ünïcode";

    private Secret keys = TestKeys.of("A");
    private final Cursors cursors = new Cursors(() -> keys);
    private final String cursor = cursors.issue(PLACE, LIST);

    private void refused(String changed) {
        assertEquals(Optional.empty(), cursors.place(changed, LIST), changed);
    }

    @Test
    void aCursorLeadsToItsPlace() {
        assertEquals(Optional.of(PLACE), cursors.place(cursor, LIST));
        assertFalse(cursor.contains("="));
    }

    @Test
    void everyChangedCharacterAndBitIsNoticed() {
        for (int at = 0; at < cursor.length(); at++) {
            for (char other : "Ab0-_=+/%.é".toCharArray()) {
                if (cursor.charAt(at) != other) {
                    refused(cursor.substring(0, at) + other + cursor.substring(at + 1));
                }
            }
        }
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            refused(Base64.getUrlEncoder().withoutPadding().encodeToString(flipped));
        }
    }

    @Test
    void whatIsCutOffOrAddedIsNoticed() {
        for (int length = 0; length < cursor.length(); length++) {
            refused(cursor.substring(0, length));
            refused(cursor.substring(cursor.length() - length));
        }
        for (String more : new String[] {"A", "AAAA", "=", "==", " ", "\n", ".", cursor}) {
            refused(cursor + more);
            refused(more + cursor);
        }
    }

    @Test
    void aCursorIsOfNoUseInAnotherList() {
        for (List<String> other :
                List.of(
                        List.of("POST", "/things", "ada", "state", "new"),
                        List.of("GET", "/things/x", "ada", "state", "new"),
                        List.of("GET", "/things", "eve", "state", "new"),
                        List.of("GET", "/things", "", "state", "new"),
                        List.of("GET", "/things", "ada", "state", "old"),
                        List.of("GET", "/things", "ada", "batch", "new"),
                        List.of("GET", "/things", "ada"),
                        List.of("GET", "/things", "ada", "state", "new", "batch", "b"),
                        List.of("GET", "/things", "adastate", "new"),
                        List.of("GET", "/things", "ada", "state", "new", PLACE),
                        List.<String>of())) {
            assertEquals(Optional.empty(), cursors.place(cursor, other), other::toString);
        }
    }

    @Test
    void aCursorLivesAsLongAsTheKeyThatSignedIt() {
        keys = TestKeys.of("BA");
        assertEquals(Optional.of(PLACE), cursors.place(cursor, LIST));
        assertNotEquals(cursor, cursors.issue(PLACE, LIST));
        var younger = cursors.issue(PLACE, LIST);
        keys = TestKeys.of("B");
        refused(cursor);
        assertEquals(Optional.of(PLACE), cursors.place(younger, LIST));
    }

    @Test
    void theKeyOfTokensSignsNoCursor() throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        byte[] tokenKey = SigningKeys.read(keys).key("A").orElseThrow();
        mac.init(new SecretKeySpec(tokenKey, "HmacSHA256"));
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        mac.update((byte) 1);
        for (String part : List.of("GET", "/things", "ada", "state", "new", PLACE)) {
            byte[] text = part.getBytes(UTF_8);
            mac.update(new byte[] {0, 0, 0, (byte) text.length});
            mac.update(text);
        }
        System.arraycopy(mac.doFinal(), 0, bytes, 1, 32);
        refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Test
    void withoutKeysNothingIsBelievedOrIssued() {
        keys = new Secret("{}");
        assertThrows(StoreException.class, () -> cursors.place(cursor, LIST));
        assertThrows(StoreException.class, () -> cursors.issue(PLACE, LIST));
    }
}
