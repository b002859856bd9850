package dev.airelay.hash;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// By the test vectors of the draft (https://datatracker.ietf.org/doc/html/draft-eastlake-fnv, read
/// 2026-11-21).
class Fnv1aTest {
    @ParameterizedTest
    @CsvSource({"'', cbf29ce484222325", "a, af63dc4c8601ec8c", "foobar, 85944171f73967e8"})
    void theVectorsOfTheDraft(String text, String hash) {
        byte[] bytes = text.getBytes(US_ASCII);

        assertEquals(hash, Long.toHexString(Fnv1a.of(text)));
        assertEquals(hash, Long.toHexString(Fnv1a.after(Fnv1a.EMPTY, bytes, 0, bytes.length)));
    }
}
