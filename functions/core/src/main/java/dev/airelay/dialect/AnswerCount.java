package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.airelay.json.JsonObject;
import java.io.IOException;
import java.util.List;

/// How many answers a request asks for.
///
/// `n` are returned and `best_of` are written for each prompt, of which completions take many at
/// once; the other names are those of compatible servers (`n_cmpl`: llama.cpp's,
/// `num_return_sequences`: Transformers', `candidate_count`: Google's). Sources, read 2026-11-27:
/// https://github.com/openai/openai-python/blob/main/src/openai/types/completion_create_params.py,
/// https://github.com/ggml-org/llama.cpp/blob/master/tools/server/server-schema.cpp,
/// https://github.com/googleapis/python-genai/blob/main/google/genai/types.py; Transformers' name
/// was not looked up.
///
/// @param written all that are paid
/// @param shown whether the client sees each of them
record AnswerCount(long written, boolean shown) {
    /// Nobody offers more; OpenAI's is 128.
    private static final long MOST = 1_024;

    private static final List<String> RETURNED =
            List.of("n", "n_cmpl", "num_return_sequences", "candidate_count");
    private static final String TRIED = "best_of";

    /// @throws dev.airelay.failure.RelayException with `Malformed` naming what is no such number
    static AnswerCount of(Endpoint endpoint, JsonObject body) {
        long returned = 1;
        for (String name : RETURNED) {
            returned = Math.max(returned, count(body, name));
        }
        long tried = count(body, TRIED);
        long prompts = endpoint == Endpoint.OPENAI_COMPLETIONS ? prompts(body) : 1;
        return new AnswerCount(Math.max(returned, tried) * prompts, tried <= returned);
    }

    static List<String> names() {
        return List.of("n", TRIED, "n_cmpl", "num_return_sequences", "candidate_count");
    }

    private static long count(JsonObject body, String name) {
        return body.member(name)
                .filter(value -> value.kind() != JsonToken.VALUE_NULL)
                .map(value ->
                        OutputBound.positive(value)
                                .filter(number -> number <= MOST)
                                .orElseThrow(() ->
                                        CallReader.malformed(
                                                "'"
                                                        + name
                                                        + "' must be a whole number from 1 to "
                                                        + MOST
                                                        + ".",
                                                name)))
                .orElse(1L);
    }

    /// An array of numbers is one prompt, written in tokens.
    private static long prompts(JsonObject body) {
        JsonObject.Value prompt = body.member("prompt").orElse(null);
        if (prompt == null || prompt.kind() != JsonToken.START_ARRAY) {
            return 1;
        }
        long prompts = 0;
        try (JsonParser parser = body.parser(prompt)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = parser.nextToken()) {
                prompts += token.isNumeric() ? 0 : 1;
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new IllegalStateException("the body was read before", e);
        }
        return Math.max(1, prompts);
    }
}
