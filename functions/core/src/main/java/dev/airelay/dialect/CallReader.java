package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.failure.CallerFault.Malformed;
import dev.airelay.failure.RelayException;
import dev.airelay.http.Request;
import dev.airelay.json.JsonObject;
import dev.airelay.json.NotJsonException;
import java.net.URI;

/// Reads what all dialects say in the same words: a JSON object that names a model and may ask for
/// a stream.
public final class CallReader {
    /// How much output is reckoned with when the client names no limit.
    public static final long OUTPUT_WHEN_UNSAID = 1_024;

    private CallReader() {}

    /// @param outputLimits the members that may carry the client's output limit, the one that
    ///   counts first
    public static Call read(Endpoint endpoint, Request request, String... outputLimits) {
        JsonObject body = object(request.body());
        String model =
                body.text("model")
                        .filter(name -> !name.isBlank() && name.length() <= 256)
                        .orElseThrow(() ->
                                malformed("'model' must be a string that names a model.", "model"));
        boolean streamed = body.isTrue("stream");
        if (!streamed && body.member("stream").map(v -> !isFalseOrNull(v.kind())).orElse(false)) {
            throw malformed("'stream' must be true or false.", "stream");
        }
        return new Call(
                endpoint,
                body,
                query(request),
                request.headers(),
                model,
                streamed,
                0,
                mostOutput(body, outputLimits));
    }

    private static String query(Request request) {
        try {
            URI.create("/?" + request.query());
            return request.query();
        } catch (IllegalArgumentException e) {
            throw malformed("The URL's query is not a valid one.", "");
        }
    }

    /// Refuses a body in which the object under `member` gives a name twice, so that nobody can
    /// tell what it says.
    public static void mustBeClear(JsonObject body, String member) {
        try {
            body.object(member);
        } catch (NotJsonException e) {
            throw malformed(e.explanation(), member);
        }
    }

    private static JsonObject object(byte[] bytes) {
        if (bytes.length == 0) {
            throw malformed("The request has no body; a JSON object is expected.", "");
        }
        try {
            return JsonObject.read(bytes);
        } catch (NotJsonException e) {
            throw malformed(e.explanation(), "");
        }
    }

    private static boolean isFalseOrNull(JsonToken kind) {
        return kind == JsonToken.VALUE_FALSE || kind == JsonToken.VALUE_NULL;
    }

    private static long mostOutput(JsonObject body, String[] names) {
        for (String name : names) {
            var limit = body.number(name);
            if (limit.isPresent() && limit.getAsLong() >= 0) {
                return Math.min(limit.getAsLong(), 10_000_000);
            }
        }
        return names.length == 0 ? 0 : OUTPUT_WHEN_UNSAID;
    }

    private static RelayException malformed(String message, String field) {
        return new RelayException(new Malformed(message, field));
    }
}
