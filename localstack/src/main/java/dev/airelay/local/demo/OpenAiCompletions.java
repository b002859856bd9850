package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.local.demo.Prompt.Calling;
import java.io.IOException;
import java.util.List;

/// OpenAI's legacy Completions, streamed and whole; the last prompt of several is answered.
///
/// Source: the fields that openai-java 4.100.0 validates; of a stream,
/// https://friendli.ai/docs/openapi/serverless/completions-chunk-object (2026-11-21).
final class OpenAiCompletions implements Endpoint {
    @Override
    public void answer(JsonNode request, Exchange exchange) throws Refusal, IOException {
        var prompt = prompt(request);
        var answer = Answer.to(prompt);
        var finish = answer instanceof Answer.Text text && text.cut() ? "length" : "stop";
        var usage = OpenAi.usage(prompt.inputTokens(), answer.tokens());
        if (!request.path("stream").asBoolean()) {
            exchange.think(answer);
            var whole = completion(prompt, exchange, answer.whole());
            choice(whole).put("finish_reason", finish);
            exchange.json(200, whole.set("usage", usage));
            return;
        }
        var withUsage = OpenAi.wantsUsage(request);
        exchange.startEvents();
        exchange.stream(answer, piece -> exchange.data(chunk(prompt, exchange, withUsage, piece)));
        var last = chunk(prompt, exchange, withUsage, "");
        choice(last).put("finish_reason", finish);
        exchange.data(last);
        if (withUsage) {
            var chunk = completion(prompt, exchange, "");
            chunk.putArray("choices");
            exchange.data(chunk.set("usage", usage));
        }
        exchange.endWithDone();
    }

    private static Prompt prompt(JsonNode request) throws Refusal {
        var model = OpenAi.required(request, "model");
        var asked = request.path("prompt");
        if (asked.isMissingNode()) {
            throw OpenAi.missing("prompt");
        }
        var last = asked.isArray() ? asked.path(asked.size() - 1) : asked;
        return new Prompt(
                model,
                new Turn.Said(last.asText(), false),
                List.of(),
                Calling.NEVER,
                MissingNode.getInstance(),
                Pieces.count(asked),
                Prompt.limit(request.path("max_tokens")));
    }

    private static ObjectNode chunk(
            Prompt prompt, Exchange exchange, boolean withUsage, String text) {
        var chunk = completion(prompt, exchange, text);
        return withUsage ? chunk.putNull("usage") : chunk;
    }

    private static ObjectNode completion(Prompt prompt, Exchange exchange, String text) {
        var completion =
                Exchange.object()
                        .put("id", exchange.id("cmpl-"))
                        .put("object", "text_completion")
                        .put("created", exchange.seconds())
                        .put("model", prompt.model());
        completion
                .putArray("choices")
                .addObject()
                .put("text", text)
                .put("index", 0)
                .putNull("logprobs")
                .putNull("finish_reason");
        return completion;
    }

    private static ObjectNode choice(ObjectNode completion) {
        return (ObjectNode) completion.get("choices").get(0);
    }
}
