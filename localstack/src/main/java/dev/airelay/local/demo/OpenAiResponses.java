package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// OpenAI Responses, streamed and whole: one output item, a message or a function call. Nothing is
/// stored, so `previous_response_id` is not followed.
///
/// Source: the fields that openai-java 4.100.0 validates (2026-11-21).
final class OpenAiResponses implements Endpoint {
    @Override
    public void answer(JsonNode request, Exchange exchange) throws Refusal, IOException {
        var prompt = prompt(request);
        var answer = Answer.to(prompt);
        if (request.path("stream").asBoolean()) {
            new ResponsesStream(exchange, answer)
                    .write(
                            started(request, prompt, exchange),
                            ended(request, prompt, answer, exchange));
            return;
        }
        exchange.think(answer);
        exchange.json(200, ended(request, prompt, answer, exchange));
    }

    /// The only output item, as it is once all is said.
    static ObjectNode item(Answer answer, Exchange exchange) {
        return switch (answer) {
            case Answer.Text text -> {
                var item =
                        Exchange.object()
                                .put("id", exchange.id("msg_"))
                                .put("type", "message")
                                .put("status", text.cut() ? "incomplete" : "completed")
                                .put("role", "assistant");
                item.putArray("content").add(part(text.whole()));
                yield item;
            }
            case Answer.Call call ->
                    Exchange.object()
                            .put("id", exchange.id("fc_"))
                            .put("type", "function_call")
                            .put("status", "completed")
                            .put("call_id", exchange.id("call_"))
                            .put("name", call.tool().name())
                            .put("arguments", call.whole());
        };
    }

    static ObjectNode part(String text) {
        var part = Exchange.object().put("type", "output_text");
        part.putArray("annotations");
        part.putArray("logprobs");
        return part.put("text", text);
    }

    private static Prompt prompt(JsonNode request) throws Refusal {
        var model = OpenAi.required(request, "model");
        var input = request.path("input");
        if (input.isMissingNode()) {
            throw OpenAi.missing("input");
        }
        var tokens =
                Pieces.count(input)
                        + Pieces.count(request.path("instructions"))
                        + Pieces.count(request.path("tools"))
                        + 3;
        return new Prompt(
                model,
                turn(input),
                OpenAi.offered(request),
                OpenAi.calling(request),
                request.at("/text/format/schema"),
                tokens,
                Prompt.limit(request.path("max_output_tokens")));
    }

    private static Turn turn(JsonNode input) {
        if (input.isTextual()) {
            return Turn.of(List.of(new Turn.Step.User(input.textValue())));
        }
        var steps = new ArrayList<Turn.Step>();
        for (var item : input) {
            var type = item.path("type").asText();
            if (type.endsWith("_output")) {
                steps.add(new Turn.Step.Tool(Prompt.text(item.path("output"))));
            } else if (item.path("role").asText().equals("user")) {
                parts(item.path("content")).forEach(text -> steps.add(new Turn.Step.User(text)));
            } else if (type.endsWith("_call")) {
                steps.add(new Turn.Step.Tool(""));
            } else if (item.path("role").asText().equals("assistant")) {
                steps.add(new Turn.Step.Model());
            }
        }
        return Turn.of(steps);
    }

    private static Stream<String> parts(JsonNode content) {
        return content.isTextual()
                ? Stream.of(content.textValue())
                : content.valueStream().map(part -> part.path("text").asText());
    }

    private static ObjectNode started(JsonNode request, Prompt prompt, Exchange exchange) {
        var response =
                Exchange.object()
                        .put("id", exchange.id("resp_"))
                        .put("object", "response")
                        .put("created_at", exchange.seconds())
                        .put("status", "in_progress")
                        .put("background", false)
                        .putNull("error")
                        .putNull("incomplete_details")
                        .put("model", prompt.model())
                        .put("parallel_tool_calls", true)
                        .putNull("previous_response_id")
                        .put("service_tier", "default")
                        .put("store", request.path("store").asBoolean(true))
                        .put("temperature", request.path("temperature").asDouble(1))
                        .put("top_p", request.path("top_p").asDouble(1))
                        .put("truncation", "disabled")
                        .putNull("usage");
        response.putArray("output");
        response.putObject("reasoning").putNull("effort").putNull("summary");
        var text = Exchange.object();
        text.putObject("format").put("type", "text");
        echo(request, response, "text", text);
        echo(request, response, "instructions", JsonNodeFactory.instance.nullNode());
        echo(request, response, "max_output_tokens", JsonNodeFactory.instance.nullNode());
        echo(request, response, "metadata", Exchange.object());
        echo(request, response, "tool_choice", JsonNodeFactory.instance.textNode("auto"));
        echo(request, response, "tools", JsonNodeFactory.instance.arrayNode());
        return response;
    }

    private static ObjectNode ended(
            JsonNode request, Prompt prompt, Answer answer, Exchange exchange) {
        var response = started(request, prompt, exchange).put("status", "completed");
        if (answer instanceof Answer.Text text && text.cut()) {
            response.put("status", "incomplete")
                    .putObject("incomplete_details")
                    .put("reason", "max_output_tokens");
        }
        response.withArray("output").add(item(answer, exchange));
        var usage =
                response.putObject("usage")
                        .put("input_tokens", prompt.inputTokens())
                        .put("output_tokens", answer.tokens())
                        .put("total_tokens", prompt.inputTokens() + answer.tokens());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", 0)
                .put("cache_write_tokens", 0);
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return response;
    }

    private static void echo(
            JsonNode request, ObjectNode response, String field, JsonNode otherwise) {
        response.set(field, request.has(field) ? request.get(field) : otherwise);
    }
}
