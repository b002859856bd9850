package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
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

    /// Every character is a token.
    private static final TokenCounter BY_LETTER =
            (model, text) ->
                    model.equals("known") ? OptionalLong.of(text.length()) : OptionalLong.empty();

    @Test
    void aKnownVocabularyCountsNamesAndTexts() {
        var body = "{\"role\":\"user\",\"content\":[{\"text\":\"h\\u00e9llo\"}],\"n\":1}";
        String words = "role\nuser\ncontent\ntext\nhéllo\nn\n";

        assertEquals(words.length(), InputEstimate.of(body.getBytes(UTF_8), "known", BY_LETTER));
        assertEquals(of(body), InputEstimate.of(body.getBytes(UTF_8), "unknown", BY_LETTER));
    }

    @Test
    void theBeginningOfALongRequestStandsForItsRest() {
        var large = new StringBuilder("{\"messages\":[\"\"");
        for (int i = 0; i < 1_000; i++) {
            large.append(",\"").append("x".repeat(997)).append('"');
        }
        large.append("]}");

        long counted = InputEstimate.of(large.toString().getBytes(UTF_8), "known", BY_LETTER);

        assertTrue(Math.abs(counted - 998_000) < 2_000, counted + " tokens");
    }

    @Test
    void aFileCountsAsAThousandWithAKnownVocabularyToo() {
        String small = "{\"text\":\"hello\",\"data\":\"\"}";
        String large = "{\"text\":\"hello\",\"data\":\"" + "A".repeat(1_000_000) + "\"}";

        long without = InputEstimate.of(small.getBytes(UTF_8), "known", BY_LETTER);
        long with = InputEstimate.of(large.getBytes(UTF_8), "known", BY_LETTER);

        assertTrue(Math.abs(with - without - 1_000) <= 1, without + " and " + with);
    }

    @Test
    void aShortValueOrAnotherMemberIsText() {
        assertEquals(503, of("{\"data\":\"" + "A".repeat(2_000) + "\"}"));
        assertEquals(753, of("{\"text\":\"" + "A".repeat(3_000) + "\"}"));
    }
}
