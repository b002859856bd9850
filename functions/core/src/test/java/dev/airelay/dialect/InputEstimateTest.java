package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputEstimateTest {
    private static long of(String body) {
        return InputEstimate.of(body.getBytes(UTF_8));
    }

    @Test
    void fourBytesAreATokenRoundedUp() {
        assertEquals(0, of(""));
        assertEquals(1, of("{}"));
        assertEquals(2, of("{\"a\":0}"));
        assertEquals(3, of("{\"a\":\"你\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "url", "image_url", "file_data"})
    void aLongFileCountsAsAThousandWhateverItsSize(String member) {
        String small = "[{\"" + member + "\":\"\"}]";
        String large = "[{\"" + member + "\":\"" + "A".repeat(1_000_000) + "\"}]";

        assertEquals(of(small) + 1_000, of(large));
    }

    @Test
    void aShortValueOrAnotherMemberIsText() {
        assertEquals(503, of("{\"data\":\"" + "A".repeat(2_000) + "\"}"));
        assertEquals(753, of("{\"text\":\"" + "A".repeat(3_000) + "\"}"));
    }
}
