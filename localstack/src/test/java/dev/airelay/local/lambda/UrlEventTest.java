package dev.airelay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UrlEventTest {
    private static final Instant NOW = Instant.parse("2026-11-21T02:57:15Z");

    private static JsonNode event(Headers headers, byte[] body) throws IOException {
        var request =
                new Request(
                        "POST",
                        "/v1/a%2Fb",
                        "a=1&a=2&q=x%20y&bad=%",
                        headers,
                        body,
                        "203.0.113.7",
                        new Cancellation(NOW));
        return new ObjectMapper().readTree(UrlEvent.of(request, "id", "Root=1-x", NOW));
    }

    @Test
    void theRequestIsToldRawAndDecoded() throws Exception {
        var headers =
                Headers.of("host", "here:1").toBuilder()
                        .add("cookie", "sid=abc; theme=dark")
                        .add("transfer-encoding", "chunked")
                        .add("content-type", "application/json; charset=utf-8")
                        .add("user-agent", "curl/8")
                        .build();
        var event = event(headers, "{\"ü\":1}".getBytes(UTF_8));
        assertEquals("2.0", event.path("version").asText());
        assertEquals("/v1/a%2Fb", event.path("rawPath").asText());
        assertEquals("a=1&a=2&q=x%20y&bad=%", event.path("rawQueryString").asText());
        assertEquals(
                "{\"a\":\"1,2\",\"q\":\"x y\",\"bad\":\"%\"}",
                event.path("queryStringParameters").toString());
        assertEquals("[\"sid=abc\",\"theme=dark\"]", event.path("cookies").toString());
        assertEquals("{\"ü\":1}", event.path("body").asText());
        assertFalse(event.path("isBase64Encoded").asBoolean());
        var fields = event.path("headers");
        assertFalse(fields.has("cookie") || fields.has("transfer-encoding"), fields.toString());
        assertEquals("8", fields.path("content-length").asText());
        assertEquals("203.0.113.7", fields.path("x-forwarded-for").asText());
        assertEquals("Root=1-x", fields.path("x-amzn-trace-id").asText());
        var context = event.path("requestContext");
        assertEquals("POST", context.path("http").path("method").asText());
        assertEquals("203.0.113.7", context.path("http").path("sourceIp").asText());
        assertEquals("curl/8", context.path("http").path("userAgent").asText());
        assertEquals("id", context.path("requestId").asText());
        assertEquals("21/Nov/2026:02:57:15 +0000", context.path("time").asText());
        assertEquals(NOW.toEpochMilli(), context.path("timeEpoch").asLong());
    }

    @Test
    void whatIsNotPlainTextIsBase64() throws Exception {
        var bytes = new byte[] {(byte) 0xff, 0};
        assertTrue(event(Headers.none(), bytes).path("isBase64Encoded").asBoolean());
        var json = Headers.of("content-type", "application/json");
        assertEquals("/wA=", event(json, bytes).path("body").asText());
        var packed = json.toBuilder().add("content-encoding", "gzip").build();
        assertEquals("e30=", event(packed, "{}".getBytes(UTF_8)).path("body").asText());
    }

    @Test
    void noBodyMeansNoField() throws Exception {
        var event = event(Headers.none(), new byte[0]);
        assertFalse(event.has("body"));
        assertFalse(event.path("isBase64Encoded").asBoolean());
    }
}
