package dev.airelay.bench.failures.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airelay.bench.failures.wire.Dialect;

/// Understands one dialect's answers. Holds no state: everything goes into the [Answer].
sealed interface Meaning permits ChatMeaning, MessagesMeaning, ResponsesMeaning {
    /// An event of a stream.
    void event(JsonNode data, Answer answer);

    /// `data: [DONE]`.
    void done(Answer answer);

    /// A body in one piece: an answer or an error.
    void whole(JsonNode body, Answer answer);

    static Meaning of(Dialect dialect) {
        return switch (dialect) {
            case CHAT -> new ChatMeaning();
            case RESPONSES -> new ResponsesMeaning();
            case MESSAGES -> new MessagesMeaning();
        };
    }

    /// Notes OpenAI's error object when there is one, and says whether there was.
    static boolean openAiFault(JsonNode body, Answer answer) {
        JsonNode error = body.path("error");
        if (!error.isObject() || !error.path("message").isTextual()) {
            return false;
        }
        String code = error.path("code").asText("");
        answer.fault(
                code.isEmpty() || code.equals("null") ? error.path("type").asText("") : code,
                error.path("message").asText());
        return true;
    }
}
