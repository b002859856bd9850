package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;

/// OpenAI Chat Completions, streamed and whole; one choice, whatever `n` says.
///
/// A stream has a chunk with the role, one a token, one with the finish reason, and `[DONE]`. With
/// `stream_options.include_usage` there is one more with the usage and no choices, and the usage of
/// all others is null; without it no chunk speaks of usage.
///
/// Sources:
/// https://developers.openai.com/api/reference/resources/chat/subresources/completions/streaming-events
/// and
/// https://rubydoc.info/github/openai/openai-ruby/OpenAI/Models/Chat/ChatCompletionStreamOptions
/// (2026-11-21); required fields as openai-java 4.100.0 validates them.
final class OpenAiChat implements Endpoint {
    @Override
    public void answer(JsonNode request, Exchange exchange) throws Refusal, IOException {
        var prompt = prompt(request);
        var answer = Answer.to(prompt);
        if (!request.path("stream").asBoolean()) {
            exchange.think(answer);
            exchange.json(200, completion(prompt, answer, exchange));
            return;
        }
        var withUsage = OpenAi.wantsUsage(request);
        exchange.startEvents();
        exchange.data(chunk(prompt, exchange, withUsage, opening(answer, exchange)));
        exchange.stream(
                answer,
                piece -> exchange.data(chunk(prompt, exchange, withUsage, delta(answer, piece))));
        var last = chunk(prompt, exchange, withUsage, Exchange.object());
        ((ObjectNode) last.get("choices").get(0)).put("finish_reason", finishReason(answer));
        exchange.data(last);
        if (withUsage) {
            var usage = head(prompt, exchange, "chat.completion.chunk");
            usage.putArray("choices");
            exchange.data(usage.set("usage", usage(prompt, answer)));
        }
        exchange.endWithDone();
    }

    private static Prompt prompt(JsonNode request) throws Refusal {
        var model = OpenAi.required(request, "model");
        var messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw OpenAi.missing("messages");
        }
        var limit =
                request.has("max_completion_tokens")
                        ? request.get("max_completion_tokens")
                        : request.path("max_tokens");
        return new Prompt(
                model,
                turn(messages),
                OpenAi.offered(request),
                OpenAi.calling(request),
                request.at("/response_format/json_schema/schema"),
                Pieces.count(messages) + Pieces.count(request.path("tools")) + 3 * messages.size(),
                Prompt.limit(limit));
    }

    private static Turn turn(JsonNode messages) {
        var steps = new ArrayList<Turn.Step>();
        for (var message : messages) {
            var text = Prompt.text(message.path("content"));
            switch (message.path("role").asText()) {
                case "assistant" ->
                        steps.add(
                                message.path("tool_calls").isEmpty()
                                        ? new Turn.Step.Model()
                                        : new Turn.Step.Tool(""));
                case "tool", "function" -> steps.add(new Turn.Step.Tool(text));
                case "user" -> steps.add(new Turn.Step.User(text));
                default -> {}
            }
        }
        return Turn.of(steps);
    }

    private static ObjectNode head(Prompt prompt, Exchange exchange, String kind) {
        return Exchange.object()
                .put("id", exchange.id("chatcmpl-"))
                .put("object", kind)
                .put("created", exchange.seconds())
                .put("model", prompt.model())
                .put("service_tier", "default")
                .put("system_fingerprint", "fp_demo");
    }

    private static ObjectNode chunk(
            Prompt prompt, Exchange exchange, boolean withUsage, ObjectNode delta) {
        var chunk = head(prompt, exchange, "chat.completion.chunk");
        chunk.putArray("choices")
                .addObject()
                .put("index", 0)
                .<ObjectNode>set("delta", delta)
                .putNull("logprobs")
                .putNull("finish_reason");
        return withUsage ? chunk.putNull("usage") : chunk;
    }

    private static ObjectNode opening(Answer answer, Exchange exchange) {
        var delta = Exchange.object().put("role", "assistant");
        switch (answer) {
            case Answer.Text _ -> delta.put("content", "").putNull("refusal");
            case Answer.Call call -> {
                delta.putNull("content");
                addCall(delta, call, exchange, "").put("index", 0);
            }
        }
        return delta;
    }

    private static ObjectNode delta(Answer answer, String piece) {
        var delta = Exchange.object();
        switch (answer) {
            case Answer.Text _ -> delta.put("content", piece);
            case Answer.Call _ ->
                    delta.putArray("tool_calls")
                            .addObject()
                            .put("index", 0)
                            .putObject("function")
                            .put("arguments", piece);
        }
        return delta;
    }

    private static ObjectNode addCall(
            ObjectNode message, Answer.Call call, Exchange exchange, String arguments) {
        var added =
                message.putArray("tool_calls")
                        .addObject()
                        .put("id", exchange.id("call_"))
                        .put("type", "function");
        added.putObject("function").put("name", call.tool().name()).put("arguments", arguments);
        return added;
    }

    private static ObjectNode completion(Prompt prompt, Answer answer, Exchange exchange) {
        var completion = head(prompt, exchange, "chat.completion");
        var choice = completion.putArray("choices").addObject().put("index", 0);
        var message = choice.putObject("message").put("role", "assistant");
        switch (answer) {
            case Answer.Text text -> message.put("content", text.whole());
            case Answer.Call call ->
                    addCall(message.putNull("content"), call, exchange, call.whole());
        }
        message.putNull("refusal").putArray("annotations");
        choice.putNull("logprobs").put("finish_reason", finishReason(answer));
        return completion.set("usage", usage(prompt, answer));
    }

    private static ObjectNode usage(Prompt prompt, Answer answer) {
        return OpenAi.usage(prompt.inputTokens(), answer.tokens());
    }

    private static String finishReason(Answer answer) {
        return switch (answer) {
            case Answer.Text text -> text.cut() ? "length" : "stop";
            case Answer.Call _ -> "tool_calls";
        };
    }
}
