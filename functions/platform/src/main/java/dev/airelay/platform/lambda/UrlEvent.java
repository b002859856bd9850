package dev.airelay.platform.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Content;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The event of a function URL, payload version 2.0, read into a request.
///
/// Every field may be absent or null; unknown ones are skipped. The path and the query are taken
/// raw, because the decoded map joins repeated parameters. The body is decoded once, from the bytes
/// of the event into one array of its own: whether it is base64 is only known behind it.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html> (read 2026-11-21).
public final class UrlEvent {
    /// Header names are chosen by strangers: none is interned. (Keeping names out of the factory's
    /// own, bounded table as well would cost the byte offsets of tokens.)
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

    private static final byte[] NO_BODY = new byte[0];
    private static final int ABSENT = -1;

    private final byte[] event;
    private final Headers.Builder headers = Headers.builder();
    private @Nullable String path;
    private @Nullable String query;
    private @Nullable String method;
    private @Nullable String clientAddress;
    private @Nullable String requestId;
    private final StringBuilder cookies = new StringBuilder();
    private int bodyQuote = ABSENT;
    private boolean base64;

    private UrlEvent(byte[] event) {
        this.event = event;
    }

    /// @param event the bytes of the event; not changed, not kept
    /// @param invocationId names the request when the event does not
    /// @throws BadEventException when there is no `requestContext.http.method`, or no JSON of its
    ///   shape
    public static Request read(byte[] event, String invocationId, Cancellation cancellation)
            throws BadEventException {
        var read = new UrlEvent(event);
        try (JsonParser json = JSON.createParser(event)) {
            read.root(json);
            return read.request(invocationId, cancellation);
        } catch (IOException e) {
            throw BadEventException.unreadable("not a function URL request: no JSON of its shape");
        } catch (IllegalArgumentException e) {
            throw new BadEventException("the body is not the base64 that it is said to be");
        }
    }

    private Request request(String invocationId, Cancellation cancellation)
            throws BadEventException {
        if (method == null || method.isEmpty()) {
            throw new BadEventException(
                    "not a function URL request: no requestContext.http.method");
        }
        var fields = headers.build();
        if (!fields.has("cookie") && !cookies.isEmpty()) {
            fields = headers.set("cookie", cookies.toString()).build();
        }
        return new Request(
                method.toUpperCase(Locale.ROOT),
                path == null || !path.startsWith("/") ? "/" : path,
                query == null ? "" : query,
                fields,
                Content.of(body()),
                clientAddress == null ? "" : clientAddress,
                cancellation,
                requestId == null ? invocationId : requestId);
    }

    private byte[] body() {
        if (bodyQuote == ABSENT) {
            return NO_BODY;
        }
        var body = JsonText.unescape(event, bodyQuote + 1);
        return base64 ? Base64.getDecoder().decode(body) : body;
    }

    private void root(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("not an object");
        }
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var token = json.nextToken();
            switch (name) {
                case "rawPath" -> path = text(json);
                case "rawQueryString" -> query = text(json);
                case "isBase64Encoded" -> base64 = isTrue(json, token);
                case "headers" -> headers(json);
                case "cookies" -> cookies(json);
                case "requestContext" -> requestContext(json);
                case "body" -> body(json);
                default -> json.skipChildren();
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw new IOException("cut off");
        }
    }

    private void body(JsonParser json) throws IOException {
        bodyQuote = ABSENT;
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            bodyQuote = (int) json.currentTokenLocation().getByteOffset();
            if (bodyQuote < 0 || event[bodyQuote] != '"') {
                throw new IOException("not UTF-8");
            }
        }
        json.skipChildren();
    }

    private void headers(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            var value = text(json);
            if (value != null) {
                headers.add(name, value);
            }
        }
    }

    private void cookies(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            var cookie = text(json);
            if (cookie != null) {
                cookies.append(cookies.isEmpty() ? "" : "; ").append(cookie);
            }
        }
    }

    private void requestContext(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("the context is not an object");
        }
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var token = json.nextToken();
            if (name.equals("http") && token == JsonToken.START_OBJECT) {
                http(json);
            } else if (name.equals("requestId")) {
                requestId = text(json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void http(JsonParser json) throws IOException {
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "method" -> method = text(json);
                case "sourceIp" -> clientAddress = text(json);
                default -> json.skipChildren();
            }
        }
    }

    /// Also as a text, as hand-written events have it; everything else says no.
    private static boolean isTrue(JsonParser json, JsonToken token) throws IOException {
        var text = text(json);
        return token == JsonToken.VALUE_TRUE || (text != null && text.equalsIgnoreCase("true"));
    }

    /// The string at the parser; null for anything else, which is skipped.
    private static @Nullable String text(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }
}
