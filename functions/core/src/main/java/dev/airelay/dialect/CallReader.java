package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.failure.CallerFault.Malformed;
import dev.airelay.failure.RelayException;
import dev.airelay.http.Request;
import dev.airelay.json.JsonObject;
import dev.airelay.json.NotJsonException;
import java.net.URI;
import java.util.Optional;

/// Reads what all dialects say in the same words: a JSON object that names a model and may ask for
/// a stream.
public final class CallReader {
    private CallReader() {}

    /// @throws RelayException with `Malformed` when it is not what the endpoint takes
    public static Call read(Endpoint endpoint, Request request) {
        JsonObject body = object(request.body());
        String model =
                body.text("model")
                        .filter(name ->
                                !name.isBlank() && name.length() <= 256 && !name.contains(","))
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
                Demand.of(endpoint, body, model));
    }

    private static String query(Request request) {
        try {
            URI.create("/?" + request.query());
            return request.query();
        } catch (IllegalArgumentException e) {
            throw malformed("The URL's query is not a valid one.", "");
        }
    }

    /// The object under `member`, with names of which none comes twice.
    static Optional<JsonObject> object(JsonObject body, String member) {
        try {
            return body.object(member);
        } catch (NotJsonException e) {
            throw malformed(e.explanation(), member);
        }
    }

    /// Refuses a body in which the object under `member` gives a name twice, so that nobody can
    /// tell what it says.
    public static void mustBeClear(JsonObject body, String member) {
        var _ = object(body, member);
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

    static RelayException malformed(String message, String field) {
        return new RelayException(new Malformed(message, field));
    }
}
