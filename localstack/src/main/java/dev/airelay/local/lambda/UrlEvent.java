package dev.airelay.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The event that a function URL makes of a request: payload version 2.0.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload,
/// read 2026-11-21. Which content types travel as text is not documented; everything that is not
/// plainly text is sent as base64 here.
final class UrlEvent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CONSUMED =
            Set.of(
                    "connection",
                    "cookie",
                    "expect",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");
    private static final Pattern TEXT =
            Pattern.compile(
                    "text/.*|application/(json|javascript|xml)|application/[^;]*\\+(json|xml)");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private UrlEvent() {}

    static byte[] of(Request request, String requestId, String traceId, Instant now) {
        var event = JSON.createObjectNode();
        event.put("version", "2.0").put("routeKey", "$default");
        event.put("rawPath", request.path()).put("rawQueryString", request.query());
        request.headers()
                .first("cookie")
                .ifPresent(cookies -> {
                    var array = event.putArray("cookies");
                    for (var cookie : cookies.split(";\\s*", -1)) {
                        array.add(cookie);
                    }
                });
        var headers = headers(request, traceId);
        var fields = event.putObject("headers");
        headers.forEach(fields::put);
        if (!request.query().isEmpty()) {
            var parameters = event.putObject("queryStringParameters");
            parameters(request.query()).forEach(parameters::put);
        }
        context(event.putObject("requestContext"), request, headers, requestId, now);
        body(event, request);
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of strings cannot fail to be written", e);
        }
    }

    private static Headers headers(Request request, String traceId) {
        var headers = Headers.builder();
        request.headers()
                .forEach((name, value) -> {
                    if (!CONSUMED.contains(name)) {
                        headers.add(name, value);
                    }
                });
        if (request.body().length > 0) {
            headers.set("content-length", Integer.toString(request.body().length));
        }
        return headers.add("x-forwarded-for", request.clientAddress())
                .set("x-forwarded-proto", "http")
                .set("x-amzn-trace-id", traceId)
                .build();
    }

    private static void context(
            ObjectNode context, Request request, Headers headers, String requestId, Instant now) {
        var domain = headers.first("host").orElse("localhost");
        context.put("accountId", "anonymous").put("apiId", "local").putNull("authentication");
        context.put("domainName", domain).put("domainPrefix", "local");
        context.putObject("http")
                .put("method", request.method())
                .put("path", request.path())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", request.clientAddress())
                .put("userAgent", headers.first("user-agent").orElse(""));
        context.put("requestId", requestId).put("routeKey", "$default").put("stage", "$default");
        context.put("time", TIME.format(now)).put("timeEpoch", now.toEpochMilli());
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            parameters.merge(
                    decoded(parts[0]),
                    parts.length == 2 ? decoded(parts[1]) : "",
                    (a, b) -> a + "," + b);
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static void body(ObjectNode event, Request request) {
        if (request.body().length > 0) {
            var text = text(request);
            event.put(
                    "body",
                    text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
            event.put("isBase64Encoded", text.isEmpty());
        } else {
            event.put("isBase64Encoded", false);
        }
    }

    private static Optional<String> text(Request request) {
        var type = request.headers().first("content-type").orElse("").split(";", 2)[0].strip();
        var plain =
                TEXT.matcher(type.toLowerCase(Locale.ROOT)).matches()
                        && !request.headers().has("content-encoding");
        if (!plain) {
            return Optional.empty();
        }
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(request.body())).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
