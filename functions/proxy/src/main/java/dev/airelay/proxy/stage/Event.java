package dev.airelay.proxy.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/// A request in the making: as an event of a function URL, and as a client sends it.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html> (read 2026-11-21).
final class Event {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode event = JSON.createObjectNode();
    private final ObjectNode headers;

    /// @param key as the client presents it
    Event(String method, String path, String key) {
        event.put("version", "2.0").put("routeKey", "$default").put("rawPath", path);
        event.put("rawQueryString", "").put("isBase64Encoded", false);
        headers = event.putObject("headers");
        headers.put("host", "id.lambda-url.us-east-1.on.aws")
                .put("content-type", "application/json")
                .put("accept", "*/*")
                .put("accept-encoding", "gzip, deflate, br, zstd")
                .put("user-agent", "OpenAI/Python 2.8.0")
                .put("origin", "https://stage.example")
                .put("x-stainless-lang", "python")
                .put("x-stainless-retry-count", "0")
                .put("anthropic-version", "2023-06-01")
                .put("authorization", "Bearer " + key)
                .put("x-forwarded-for", "203.0.113.7")
                .put("x-forwarded-port", "443")
                .put("x-forwarded-proto", "https")
                .put("x-amzn-trace-id", "Root=1-67400000-000000000000000000000000");
        ObjectNode context = event.putObject("requestContext");
        context.put("accountId", "anonymous").put("apiId", "id").putNull("authentication");
        context.put("domainName", "id.lambda-url.us-east-1.on.aws").put("domainPrefix", "id");
        context.putObject("http")
                .put("method", method)
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "203.0.113.7")
                .put("userAgent", "OpenAI/Python 2.8.0");
        context.put("requestId", "1").put("stage", "$default").put("timeEpoch", 1_700_000_000_000L);
    }

    Event with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Event body(String text) {
        headers.put("content-length", Integer.toString(text.length()));
        event.put("body", text);
        return this;
    }

    /// Of a body that is no text.
    Event bytes(byte[] body) {
        headers.put("content-length", Integer.toString(body.length));
        event.put("body", Base64.getEncoder().encodeToString(body)).put("isBase64Encoded", true);
        return this;
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Over HTTP/1.1, less what AWS puts in.
    byte[] http() {
        var head = new StringBuilder();
        JsonNode http = event.path("requestContext").path("http");
        head.append(http.path("method").asText())
                .append(' ')
                .append(event.path("rawPath").asText())
                .append(" HTTP/1.1\r\n");
        byte[] body = body();
        for (var field : headers.properties()) {
            if (!field.getKey().startsWith("x-forwarded-")
                    && !field.getKey().startsWith("x-amzn-")
                    && !field.getKey().equals("content-length")) {
                head.append(field.getKey())
                        .append(": ")
                        .append(field.getValue().asText())
                        .append("\r\n");
            }
        }
        long announced = headers.path("content-length").asLong();
        head.append("content-length: ").append(Math.max(announced, body.length)).append("\r\n\r\n");
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(ISO_8859_1));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    private byte[] body() {
        byte[] text = event.path("body").asText().getBytes(UTF_8);
        return event.path("isBase64Encoded").asBoolean() ? Base64.getDecoder().decode(text) : text;
    }
}
