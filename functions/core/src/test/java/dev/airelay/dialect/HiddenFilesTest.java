package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files written so that they look like less than an upstream will read.
class HiddenFilesTest {
    private static final int LARGEST_PICTURE = 48_169;

    private static long of(String body) {
        return InputEstimate.of(
                        body.getBytes(UTF_8),
                        "gpt-4o-mini",
                        TokenCounter.NONE,
                        new SplittableRandom(3))
                .tokens();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://x/y.png",
                "HTTPS://x/y.png",
                "\\u0068ttps://x/y.png",
                " https://x/y.png",
                "DATA:image/png;base64,AAAA",
                "\\u0064ata:image/png;base64,AAAA"
            })
    void aPictureThatIsNotSeenCountsAsTheLargest(String url) {
        String body =
                "{\"input\":[{\"content\":[{\"type\":\"input_image\",\"image_url\":\"%s\"}]}]}";

        assertTrue(of(body.replace("%s", url)) >= LARGEST_PICTURE, url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\\n", "\\u0041", "!"})
    void aDocumentIsReadBehindWhatItsBase64IsBrokenBy(String between) {
        String pdf = "%PDF-1.4 ".repeat(10) + "<</Type /Page >>\n".repeat(300);
        String base64 = Base64.getEncoder().encodeToString(pdf.getBytes(UTF_8));
        String broken =
                between.equals("\\u0041")
                        ? base64.replace("A", between)
                        : base64.substring(0, 80) + between + base64.substring(80);
        String body =
                "{\"input\":[{\"content\":[{\"type\":\"input_file\",\"file_data\":\"DATA:application/pdf;base64,%s\"}]}]}";

        assertTrue(of(body.replace("%s", broken)) >= 300 * 3_200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image_url\":{\"url\":\"a\",\"url\":\"https://x/y.png\"}}",
                "{\"type\":\"input_image\",\"file_id\":\"f\",\"detail\":\"original\"}"
            })
    void eachPictureCountsWhereverItIs(String part) {
        assertTrue(of("{\"input\":[{\"content\":[" + part + "]}]}") >= LARGEST_PICTURE, part);
    }
}
