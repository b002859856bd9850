package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputEstimateTest {
    /// Every byte is a token.
    private static final TokenCounter BY_BYTE =
            (_, text) -> OptionalLong.of(text.getBytes(UTF_8).length);

    private static InputEstimate of(String body) {
        return InputEstimate.of(body.getBytes(UTF_8), "gpt-4o", BY_BYTE, new SplittableRandom(3));
    }

    private static void assertCountsAll(String where) {
        long without = of(where.replace("%s", "")).tokens();
        long with = of(where.replace("%s", "x\\n".repeat(50_000))).tokens();

        assertTrue(with - without >= 90_000, where + ": " + (with - without));
        assertTrue(with - without <= 160_000, where + ": " + (with - without));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}",
                "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}]}",
                "{\"messages\":[{\"role\":\"%s\",\"content\":\"\"}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{\"data\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{\"image_url\":{\"url\":\"%s\"}}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"base64\",\"type\":\"text\",\"data\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"%s\"}}]}]}",
                "{\"input\":[{\"content\":[{\"type\":\"input_image\",\"image_url\":\"%s\"}]}]}",
                "{\"input\":[{\"content\":[{\"type\":\"input_image\",\"image_url\":\"\",\"image_url\":\"%s\"}]}]}",
                "{\"input\":[{\"type\":\"reasoning\",\"encrypted_content\":\"%s\"}]}",
                "{\"input\":[{\"type\":\"function_call_output\",\"output\":\"%s\"}]}",
                "{\"input\":\"%s\"}",
                "{\"input\":[\"a\",\"%s\"]}",
                "{\"prompt\":[\"a\",\"%s\"]}",
                "{\"system\":\"%s\"}",
                "{\"tools\":[{\"type\":\"function\",\"function\":{\"description\":\"%s\"}}]}",
                "{\"tools\":[{\"input_schema\":{\"properties\":{\"%s\":{}}}}]}",
                "{\"whoKnows\":{\"deep\":[[{\"data\":\"%s\"}]]}}",
                "{\"%s\":1}",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"%s\":1}]}"
            })
    void aTextCountsWhereverItStands(String where) {
        assertCountsAll(where);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\\\u0020", "\\\\u0061", "\\\\udc00", "\\u005cu0020", "\\u005c\\u0075dc00"})
    void whatLooksLikeAnEscapeInATextIsText(String written) {
        String body =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"" + "%s".repeat(20_000) + "\"}]}";
        TokenCounter nobody = (_, _) -> OptionalLong.empty();
        for (TokenCounter counter : new TokenCounter[] {nobody, BY_BYTE}) {
            long tokens = estimate(body.replace("%s", written), counter);
            long plain = estimate(body.replace("%s", "xn "), counter);
            assertTrue(tokens >= plain, tokens + " < " + plain);
        }
    }

    private static long estimate(String body, TokenCounter counter) {
        return InputEstimate.of(body.getBytes(UTF_8), "gpt-4o", counter, new SplittableRandom(3))
                .tokens();
    }

    @Test
    void numbersAndBracketsThatAModelIsShownCount() {
        String input =
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{\"x\":[%s0]}}]}]}";

        long tokens = of(input.replace("%s", "[],12,".repeat(20_000))).tokens();

        assertTrue(tokens >= 110_000, tokens + " tokens");
    }

    @Test
    void blanksBetweenMembersCountNothing() {
        String tight = "{\"tools\":[{\"a\":[1,2]}],\"input\":[{\"content\":[{\"text\":\"a b\"}]}]}";
        String wide = tight.replace(":", " : ").replace("{", "{ \n\t").replace("]", "\r\n ]");

        assertEquals(of(tight), of(wide));
    }

    @Test
    void escapesCountAsWhatTheyStandFor() {
        assertEquals(of("{\"input\":\"é\n😀\"}"), of("{\"input\":\"\\u00e9\\n\\ud83d\\uDE00\"}"));
    }

    @Test
    void eachNumberOfATokenisedPromptIsAToken() {
        long none = of("{\"prompt\":[]}").tokens();

        assertEquals(none + 4, of("{\"prompt\":[1,200000,3,4]}").tokens());
        assertEquals(none + 4, of("{\"prompt\":[[1,2],[3,4]]}").tokens());
        assertEquals(none + 3, of("{\"input\":[1,2,3]}").tokens());
    }

    @Test
    void messagesAndToolsAreWrapped() {
        long one = of("{\"messages\":[{\"content\":\"a\"}]}").tokens();
        long two = of("{\"messages\":[{\"content\":\"a\"},{\"content\":\"\"}]}").tokens();

        assertEquals(one + 4, two);
        assertTrue(of("{\"tools\":[{\"name\":\"f\"}]}").tokens() >= 346);
        assertTrue(of("{\"tools\":[{\"type\":\"computer_20250124\"}]}").tokens() >= 346 + 735);
        assertEquals(of("{}").tokens(), of("{\"tools\":[]}").tokens());
    }

    @Test
    void settingsCountNothing() {
        assertEquals(
                of("{\"temperature\":1}").tokens(), of("{\"temperature\":0.1234567890}").tokens());
    }

    @Test
    void withoutAVocabularyClassesOfCharactersTell() {
        byte[] body = ("{\"input\":\"" + "hello world ".repeat(1_000) + "\"}").getBytes(UTF_8);

        long tokens =
                InputEstimate.of(body, "gpt-4o", TokenCounter.NONE, new SplittableRandom(3))
                        .tokens();

        assertTrue(tokens >= 2_000 && tokens <= 3_200, tokens + " tokens");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"previous_response_id\":\"resp_1\"}",
                "{\"previous_response\\u005fid\":\"resp_1\"}",
                "{\"conversation\":\"conv_1\"}",
                "{\"conversation\":{\"id\":\"conv_1\"}}",
                "{\"prompt\":{\"id\":\"pmpt_1\"}}",
                "{\"container\":\"c\"}",
                "{\"mcp_servers\":[{\"url\":\"https://example.com\"}]}",
                "{\"tools\":[{\"type\":\"mcp\"}]}",
                "{\"input\":[{\"type\":\"item_reference\",\"id\":\"x\"}]}",
                "{\"input\":[{\"content\":[{\"type\":\"input_file\",\"file_id\":\"f\"}]}]}",
                "{\"input\":[{\"content\":[{\"type\":\"input_file\",\"file_url\":\"https://x/y\"}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"f\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"source\":{\"type\":\"url\",\"url\":\"https://x/y.pdf\"},\"type\":\"document\"}]}]}"
            })
    void whatOnlyTheUpstreamHasIsTold(String body) {
        assertTrue(of(body).unseenContext());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"previous_response_id\":null,\"conversation\":null,\"container\":null}",
                "{\"prompt\":\"id\",\"mcp_servers\":null}",
                "{\"messages\":[{\"content\":\"previous_response_id\"}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{\"file_id\":\"f\"}}]}]}"
            })
    void whatIsNotAReferenceIsNone(String body) {
        assertFalse(of(body).unseenContext());
    }

    private static String encoded(byte... head) {
        byte[] file = new byte[300_000];
        new SplittableRandom(5).nextBytes(file);
        System.arraycopy(head, 0, file, 0, head.length);
        return Base64.getEncoder().encodeToString(file);
    }

    private static String png(int width, int height) {
        byte[] head = new byte[24];
        byte[] magic = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        System.arraycopy(magic, 0, head, 0, magic.length);
        head[18] = (byte) (width >> 8);
        head[19] = (byte) width;
        head[22] = (byte) (height >> 8);
        head[23] = (byte) height;
        return encoded(head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image\\/png;base64,%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"image\",\"source\":{\"data\":\"%s\",\"type\":\"base64\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"data\":\"%s\"}}]}]}]}",
                "{\"input\":[{\"content\":[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,%s\"}]}]}",
                "{\"input\":[{\"type\":\"function_call_output\",\"output\":[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,%s\"}]}]}",
                "{\"input\":[{\"type\":\"image_generation_call\",\"result\":\"%s\"}]}"
            })
    void aPictureCountsByItsPixelsWhereADialectHasOne(String where) {
        long small = of(where.replace("%s", png(512, 512))).tokens();
        long large = of(where.replace("%s", png(1_024, 1_024))).tokens();

        assertEquals(3 * 170, large - small, where);
        assertTrue(small >= 85 + 170 && small <= 85 + 170 + 120, small + " tokens: " + where);
    }

    @Test
    void aCloserLookCostsMore() {
        String where =
                "{\"input\":[{\"content\":[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,"
                        + png(1_024, 1_024)
                        + "\",\"detail\":\"%s\"}]}]}";

        assertEquals(
                4 * 170,
                of(where.replace("%s", "high")).tokens() - of(where.replace("%s", "low")).tokens());
    }

    @Test
    void aPictureElsewhereCountsTheMost() {
        String url =
                "{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}]}]}";
        String file = "{\"input\":[{\"content\":[{\"type\":\"input_image\",\"file_id\":\"f\"}]}]}";

        assertTrue(of(url.replace("%s", "https://example.com/a.png")).tokens() >= 85 + 8 * 170);
        assertTrue(of(file).tokens() >= 85 + 8 * 170);
        assertFalse(of(file).unseenContext());
    }

    @Test
    void aPictureWhereNoneBelongsIsText() {
        String where =
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{\"url\":\"data:image/png;base64,%s\"}}]}]}";

        assertTrue(of(where.replace("%s", png(1, 1))).tokens() >= 0.9 * 400_000);
    }

    @Test
    void aTextInBase64CountsAsTheTextThatItIs() {
        String text =
                Base64.getEncoder().encodeToString("hello world ".repeat(10_000).getBytes(UTF_8));
        String where =
                "{\"input\":[{\"content\":[{\"type\":\"input_file\",\"file_data\":\"data:text/plain;base64,%s\"}]}]}";

        long tokens = of(where.replace("%s", text)).tokens();

        assertTrue(tokens >= 108_000 && tokens <= 140_000, tokens + " tokens");
    }

    @Test
    void anUnknownFileCountsItsBytes() {
        String where =
                "{\"messages\":[{\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"%s\"}}]}]}";

        long tokens = of(where.replace("%s", encoded((byte) 'P', (byte) 'K'))).tokens();

        assertTrue(tokens >= 300_000 && tokens <= 300_200, tokens + " tokens");
    }

    @Test
    void brokenTextNeverThrows() {
        byte[] whole =
                ("{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,iVBO\"}}]}],"
                                + "\"prompt\":[1,[2]],\"tools\":[{\"a\":[\"\\ud83d\\u00\"]}]}")
                        .getBytes(UTF_8);
        for (int length = 0; length <= whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);

            assertTrue(InputEstimate.of(cut, "m", BY_BYTE, new SplittableRandom(1)).tokens() >= 0);
        }
    }
}
