package dev.airelay.platform.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.airelay.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The events of function URLs and HTTP APIs, payload version 2.0, and the answers to them. Any
/// field of an event may be absent or null
/// (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, read 2026-11-21).
final class ApiEvent {
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
                    .build();

    private ApiEvent() {}

    /// @throws IOException when it is no JSON, or not of that shape
    static APIGatewayV2HTTPEvent read(InputStream in) throws IOException {
        return Optional.ofNullable(JSON.readValue(in, APIGatewayV2HTTPEvent.class))
                .orElseThrow(() -> new IOException("an event that is null"));
    }

    /// The request id of an event; `otherwise` when it tells none.
    static String requestId(APIGatewayV2HTTPEvent event, String otherwise) {
        var context = event.getRequestContext();
        return context == null ? otherwise : text(context.getRequestId(), otherwise);
    }

    /// @throws ApiException 400 when the event tells no method or its body is not base64
    static ApiRequest request(APIGatewayV2HTTPEvent event, String requestId) {
        var context = event.getRequestContext();
        var http = context == null ? null : context.getHttp();
        if (http == null || text(http.getMethod(), "").isEmpty()) {
            throw new ApiException(400, "bad_event", "This is no HTTP request.");
        }
        return new ApiRequest(
                http.getMethod().toUpperCase(Locale.ROOT),
                text(event.getRawPath(), "/"),
                values(event.getQueryStringParameters()),
                headers(event.getHeaders()),
                body(event),
                text(http.getSourceIp(), ""),
                requestId);
    }

    private static String body(APIGatewayV2HTTPEvent event) {
        var body = text(event.getBody(), "");
        if (!event.getIsBase64Encoded()) {
            return body;
        }
        try {
            return new String(Base64.getDecoder().decode(body), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, "bad_event", "The body is not base64.");
        }
    }

    private static Headers headers(@Nullable Map<String, String> given) {
        var headers = Headers.builder();
        values(given).forEach(headers::add);
        return headers.build();
    }

    private static Map<String, String> values(@Nullable Map<String, String> given) {
        var values = new HashMap<String, String>();
        if (given != null) {
            given.forEach((name, value) -> values.put(name, text(value, "")));
        }
        return values;
    }

    private static String text(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }

    static void write(ApiAnswer answer, OutputStream out) throws IOException {
        var response =
                APIGatewayV2HTTPResponse.builder()
                        .withStatusCode(answer.status())
                        .withHeaders(answer.with("cache-control", "no-store").headers())
                        .withBody(answer.body())
                        .build();
        JSON.writeValue(out, response);
    }
}
