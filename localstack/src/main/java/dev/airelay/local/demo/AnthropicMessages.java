package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.local.demo.Prompt.Calling;
import dev.airelay.local.demo.Refusal.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Anthropic Messages, streamed and whole, and its token counting.
///
/// A stream is `message_start`, then `content_block_start`, `ping`, a `content_block_delta` a token
/// and `content_block_stop`, then `message_delta` with the stop reason and the cumulative usage,
/// then `message_stop`. Each event is named as its `type`.
///
/// Source: https://platform.claude.com/docs/en/build-with-claude/streaming (2026-11-21); required
/// fields as anthropic-java 3.11.0 validates them.
final class AnthropicMessages implements Endpoint {
    @Override
    public void answer(JsonNode request, Exchange exchange) throws Refusal, IOException {
        if (!request.path("max_tokens").isInt()) {
            throw missing("max_tokens");
        }
        var prompt = prompt(request);
        var answer = Answer.to(prompt);
        if (request.path("stream").asBoolean()) {
            stream(prompt, answer, exchange);
            return;
        }
        exchange.think(answer);
        var message = message(prompt, exchange, answer.tokens());
        message.withArray("content").add(block(answer, exchange, true));
        exchange.json(200, message.put("stop_reason", stopReason(answer)));
    }

    static void countTokens(JsonNode request, Exchange exchange) throws Refusal, IOException {
        var tokens = prompt(request).inputTokens();
        exchange.json(200, Exchange.object().put("input_tokens", tokens));
    }

    private static void stream(Prompt prompt, Answer answer, Exchange exchange) throws IOException {
        exchange.startEvents();
        var start = event("message_start");
        exchange.event(start.set("message", message(prompt, exchange, 1)));
        var block = event("content_block_start").put("index", 0);
        exchange.event(block.set("content_block", block(answer, exchange, false)));
        exchange.event(event("ping"));
        exchange.stream(answer, piece -> exchange.event(delta(answer, piece)));
        exchange.event(event("content_block_stop").put("index", 0));
        var end = event("message_delta");
        end.putObject("delta").put("stop_reason", stopReason(answer)).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", answer.tokens());
        exchange.event(end);
        exchange.event(event("message_stop"));
        exchange.end();
    }

    private static Prompt prompt(JsonNode request) throws Refusal {
        var model = request.path("model").asText();
        if (model.isEmpty()) {
            throw missing("model");
        }
        var messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw missing("messages");
        }
        var tokens =
                Pieces.count(messages)
                        + Pieces.count(request.path("system"))
                        + Pieces.count(request.path("tools"))
                        + 3 * messages.size();
        return new Prompt(
                model,
                turn(messages),
                tools(request),
                calling(request.path("tool_choice")),
                form(request),
                tokens,
                Prompt.limit(request.path("max_tokens")));
    }

    /// Within a message what tools returned counts as said last, wherever it stands.
    private static Turn turn(JsonNode messages) {
        var steps = new ArrayList<Turn.Step>();
        for (var message : messages) {
            var content = message.path("content");
            switch (message.path("role").asText()) {
                case "assistant" ->
                        steps.add(
                                has(content, "tool_use")
                                        ? new Turn.Step.Tool("")
                                        : new Turn.Step.Model());
                case "user" -> {
                    texts(content).forEach(text -> steps.add(new Turn.Step.User(text)));
                    content.valueStream()
                            .filter(block -> block.path("type").asText().endsWith("tool_result"))
                            .map(block -> Prompt.text(block.path("content")))
                            .forEach(text -> steps.add(new Turn.Step.Tool(text)));
                }
                default -> {}
            }
        }
        return Turn.of(steps);
    }

    private static boolean has(JsonNode content, String type) {
        return content.valueStream().anyMatch(block -> block.path("type").asText().equals(type));
    }

    private static Stream<String> texts(JsonNode content) {
        return content.isTextual()
                ? Stream.of(content.textValue())
                : content.valueStream()
                        .filter(block -> block.path("type").asText().equals("text"))
                        .map(block -> block.path("text").asText());
    }

    private static List<Tool> tools(JsonNode request) {
        var choice = request.path("tool_choice").path("name").asText();
        return request.path("tools")
                .valueStream()
                .filter(tool -> tool.has("input_schema"))
                .map(tool -> new Tool(tool.path("name").asText(), tool.get("input_schema")))
                .filter(tool -> choice.isEmpty() || tool.name().equals(choice))
                .toList();
    }

    /// By either name: the beta called it otherwise
    /// (https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/resources/beta/messages/messages.ts,
    /// read 2026-11-27).
    private static JsonNode form(JsonNode request) {
        return request.has("output_format")
                ? request.at("/output_format/schema")
                : request.at("/output_config/format/schema");
    }

    private static Calling calling(JsonNode choice) {
        return switch (choice.path("type").asText()) {
            case "none" -> Calling.NEVER;
            case "any", "tool" -> Calling.ALWAYS;
            default -> Calling.WHEN_MENTIONED;
        };
    }

    private static ObjectNode message(Prompt prompt, Exchange exchange, int outputTokens) {
        var message =
                Exchange.object()
                        .put("id", exchange.id("msg_"))
                        .put("type", "message")
                        .put("role", "assistant")
                        .put("model", prompt.model());
        message.putArray("content");
        message.putNull("stop_reason").putNull("stop_sequence");
        message.putObject("usage")
                .put("input_tokens", prompt.inputTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("output_tokens", outputTokens)
                .put("service_tier", "standard");
        return message;
    }

    private static ObjectNode block(Answer answer, Exchange exchange, boolean whole) {
        return switch (answer) {
            case Answer.Text text ->
                    Exchange.object().put("type", "text").put("text", whole ? text.whole() : "");
            case Answer.Call call ->
                    Exchange.object()
                            .put("type", "tool_use")
                            .put("id", exchange.id("toolu_"))
                            .put("name", call.tool().name())
                            .set(
                                    "input",
                                    whole ? call.tool().sampleArguments() : Exchange.object());
        };
    }

    private static ObjectNode delta(Answer answer, String piece) {
        var event = event("content_block_delta").put("index", 0);
        switch (answer) {
            case Answer.Text _ ->
                    event.putObject("delta").put("type", "text_delta").put("text", piece);
            case Answer.Call _ ->
                    event.putObject("delta")
                            .put("type", "input_json_delta")
                            .put("partial_json", piece);
        }
        return event;
    }

    private static ObjectNode event(String type) {
        return Exchange.object().put("type", type);
    }

    private static String stopReason(Answer answer) {
        return switch (answer) {
            case Answer.Text text -> text.cut() ? "max_tokens" : "end_turn";
            case Answer.Call _ -> "tool_use";
        };
    }

    private static Refusal missing(String field) {
        return new Refusal(Kind.BAD_REQUEST, field + ": Field required");
    }
}
