package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UrlEventTest {
    private static final String CONTEXT = "\"requestContext\":{\"http\":{\"method\":\"POST\"}}";

    private static Request read(String event) throws BadEventException {
        return UrlEvent.read(RunningEdge.utf8(event), "i", new Cancellation(Instant.MAX));
    }

    private static String body(String bodyFields) throws BadEventException {
        return new String(
                read("{" + CONTEXT + "," + bodyFields + "}").body(), StandardCharsets.UTF_8);
    }

    @Test
    void aWholeEventBecomesARequest() throws Exception {
        var request =
                read(
                        """
                        {"version":"2.0","routeKey":"$default","rawPath":"/v1/chat%20s",
                         "rawQueryString":"a=1&a=2&q=x%20y","cookies":["sid=abc","theme=dark"],
                         "headers":{"Host":"u.on.aws","X-One":"1,2","authorization":"Bearer k","n":null},
                         "queryStringParameters":{"a":"1,2","q":"x y"},
                         "requestContext":{"accountId":"anonymous","authentication":null,
                          "authorizer":{"iam":{"accessKey":"k"}},
                          "http":{"method":"post","path":"/v1/chat s","sourceIp":"203.0.113.7","x":[1,{}]},
                          "timeEpoch":1795229835000},
                         "body":"{\\"model\\":\\"x\\"}","pathParameters":null,"isBase64Encoded":false,
                         "stageVariables":null}\
                        """);
        assertEquals("POST", request.method());
        assertEquals("/v1/chat%20s", request.path());
        assertEquals("a=1&a=2&q=x%20y", request.query());
        assertEquals("203.0.113.7", request.clientAddress());
        assertEquals("{\"model\":\"x\"}", new String(request.body(), StandardCharsets.UTF_8));
        assertEquals("1,2", request.headers().first("x-one").orElse("none"));
        assertEquals("u.on.aws", request.headers().asMap().get("host"));
        assertEquals("sid=abc; theme=dark", request.headers().first("cookie").orElse("none"));
        assertFalse(request.headers().has("n"));
    }

    @Test
    void theEventNamesTheRequestOrElseTheInvocationDoes() throws Exception {
        for (String[] one :
                new String[][] {
                    {"\"requestId\":\"r-1\",", "r-1"},
                    {"\"requestId\":null,", "i"},
                    {"\"requestId\":7,", "i"},
                    {"", "i"}
                }) {
            var request =
                    read("{\"requestContext\":{" + one[0] + "\"http\":{\"method\":\"GET\"}}}");
            assertEquals(one[1], request.requestId());
        }
    }

    @Test
    void everythingButTheMethodMayBeNullOrAbsent() throws Exception {
        for (var event :
                new String[] {
                    "{" + CONTEXT + "}",
                    "{\"rawPath\":null,\"rawQueryString\":null,\"cookies\":null,\"headers\":null,\"body\":null,"
                            + "\"isBase64Encoded\":null,\"version\":null,"
                            + "\"requestContext\":{\"authorizer\":null,"
                            + "\"http\":{\"method\":\"POST\",\"sourceIp\":null,\"path\":null}}}"
                }) {
            var request = read(event);
            assertEquals("POST /", request.toString());
            assertEquals("", request.query());
            assertEquals("", request.clientAddress());
            assertEquals(0, request.body().length);
            assertEquals(0, request.headers().asMap().size());
        }
    }

    @Test
    void fieldsOfUnexpectedShapeAreAsGoodAsAbsent() throws Exception {
        var request =
                read(
                        "{\"headers\":[1],\"cookies\":{\"a\":[]},\"rawPath\":{\"b\":1},\"body\":{\"c\":\"d\"},"
                                + CONTEXT
                                + "}");
        assertEquals("POST /", request.toString());
        assertEquals(0, request.body().length);
    }

    @Test
    void aCookieHeaderOfItsOwnIsKept() throws Exception {
        var request =
                read(
                        "{\"cookies\":[\"b=2\",null],\"headers\":{\"cookie\":\"a=1\"},"
                                + CONTEXT
                                + "}");
        assertEquals("a=1", request.headers().first("cookie").orElse("none"));
    }

    @Test
    void base64BodiesAreDecodedWhereverTheFlagStands() throws Exception {
        assertEquals("hé?>", body("\"body\":\"aMOpPz4=\",\"isBase64Encoded\":true"));
        assertEquals("hé?>", body("\"isBase64Encoded\":true,\"body\":\"aMOpPz4=\""));
        assertEquals("???", body("\"isBase64Encoded\":true,\"body\":\"Pz8\\/\""));
        assertEquals("aMOp", body("\"body\":\"aMOp\",\"isBase64Encoded\":false"));
        for (String wrong : new String[] {"***", "a", "aMOp aMOp", "YQ=", "a\\u0000==", "é"}) {
            assertThrows(
                    BadEventException.class,
                    () -> body("\"body\":\"" + wrong + "\",\"isBase64Encoded\":true"),
                    wrong);
        }
    }

    @Test
    void theFlagOfABodyMayHaveOddValues() throws Exception {
        for (String yes : new String[] {"true", "\"true\"", "\"TRUE\""}) {
            assertEquals("hé", body("\"body\":\"aMOp\",\"isBase64Encoded\":" + yes), yes);
        }
        for (String no : new String[] {"false", "null", "\"false\"", "\"\"", "1", "[true]", "{}"}) {
            assertEquals("aMOp", body("\"body\":\"aMOp\",\"isBase64Encoded\":" + no), no);
        }
    }

    @Test
    void fieldsWithControlCharactersComeThroughForTheApplicationToJudge() throws Exception {
        var request =
                read("{\"headers\":{\"x-a\":\"1\\r\\nx-b: 2\",\"x\\u0000\":\"\"}," + CONTEXT + "}");
        assertEquals("1\r\nx-b: 2", request.headers().first("x-a").orElse(""));
        assertFalse(request.headers().has("x-b"));
    }

    @Test
    void escapesBecomeUtf8() throws Exception {
        assertEquals(
                "\"\\/\b\f\n\r\té€😀 raw: é€😀",
                body(
                        "\"body\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\uDE00 raw: é€😀\""));
        assertEquals(
                "a\uFFFDb\uFFFD\uFFFDx\uFFFD",
                body("\"body\":\"a\\ud83db\\ude00\\ud83d\\u0078\\ud83d\""));
        assertEquals("", body("\"body\":\"\""));
        assertEquals("\0", body("\"body\":\"\\u0000\""));
    }

    @Test
    void anyTextComesThroughAsAnEncoderWroteIt() throws Exception {
        var random = new Random(11);
        for (int round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                int bits = 1 + random.nextInt(20);
                int codePoint = random.nextInt(1 << bits);
                boolean surrogate =
                        codePoint >= Character.MIN_SURROGATE
                                && codePoint <= Character.MAX_SURROGATE;
                text.appendCodePoint(surrogate ? '\\' : codePoint);
            }
            assertEquals(
                    text.toString(), body("\"body\":" + encoded(text.toString(), round % 2 == 0)));
        }
    }

    private static String encoded(String text, boolean ascii) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var json =
                JsonFactory.builder().configure(JsonWriteFeature.ESCAPE_NON_ASCII, ascii).build();
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            generator.writeString(text);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aBodyOfSixMegabytesIsReadWhole() throws Exception {
        var text = "{\"a\":\"b\"},".repeat(600_000);
        var request = read("{" + CONTEXT + ",\"body\":" + encoded(text, false) + "}");
        assertArrayEquals(RunningEdge.utf8(text), request.body());
    }

    @Test
    void anEventThatIsNotUtf8IsRefused() {
        var event = ("{" + CONTEXT + ",\"body\":\"x\"}").getBytes(StandardCharsets.UTF_16BE);
        assertThrows(
                BadEventException.class,
                () -> UrlEvent.read(event, "i", new Cancellation(Instant.MAX)));
    }

    @Test
    void whatIsNoUrlEventIsRefused() {
        for (var event :
                new String[] {
                    "",
                    "nope",
                    "[]",
                    "null",
                    "\"x\"",
                    "{}",
                    "{\"requestContext\":null}",
                    "{\"requestContext\":7}",
                    "{\"requestContext\":{\"http\":null}}",
                    "{\"requestContext\":{\"http\":{\"method\":\"\"}}}",
                    "{\"requestContext\":{\"http\":{\"method\":null}}}",
                    "{" + CONTEXT,
                    "{" + CONTEXT + ",\"body\":\"x",
                    "{\"cookies\":[\"a\"",
                    "[".repeat(5000)
                }) {
            assertThrows(BadEventException.class, () -> read(event), event);
        }
    }
}
