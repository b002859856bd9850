package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// The event grammar of a streamed response with one output item: each event is named as its `type`
/// and numbered from 0 on; the last one carries the whole response, and no `[DONE]` follows.
///
/// Source:
/// https://developers.openai.com/api/reference/resources/beta/subresources/responses/streaming-events
/// (2026-11-21).
final class ResponsesStream {
    private final Exchange exchange;
    private final Answer answer;
    private final ObjectNode item;
    private int sequence;

    ResponsesStream(Exchange exchange, Answer answer) {
        this.exchange = exchange;
        this.answer = answer;
        item = OpenAiResponses.item(answer, exchange);
    }

    /// @param started the response before any output
    /// @param ended the response with all output
    void write(ObjectNode started, ObjectNode ended) throws IOException {
        exchange.startEvents();
        send(event("response.created").set("response", started));
        send(event("response.in_progress").set("response", started));
        send(outputEvent("response.output_item.added").set("item", emptied(item)));
        switch (answer) {
            case Answer.Text text -> writeText(text);
            case Answer.Call call -> writeArguments(call);
        }
        send(outputEvent("response.output_item.done").set("item", item));
        var last = "response." + ended.get("status").asText();
        send(event(last).set("response", ended));
        exchange.end();
    }

    private void writeText(Answer.Text text) throws IOException {
        send(partEvent("response.content_part.added").set("part", OpenAiResponses.part("")));
        exchange.stream(
                text,
                piece -> {
                    var delta = partEvent("response.output_text.delta").put("delta", piece);
                    delta.putArray("logprobs");
                    send(delta);
                });
        var done = partEvent("response.output_text.done").put("text", text.whole());
        done.putArray("logprobs");
        send(done);
        var part = OpenAiResponses.part(text.whole());
        send(partEvent("response.content_part.done").set("part", part));
    }

    private void writeArguments(Answer.Call call) throws IOException {
        exchange.stream(
                call,
                piece ->
                        send(
                                itemEvent("response.function_call_arguments.delta")
                                        .put("delta", piece)));
        send(
                itemEvent("response.function_call_arguments.done")
                        .put("name", call.tool().name())
                        .put("arguments", call.whole()));
    }

    private static ObjectNode emptied(ObjectNode item) {
        var empty = item.deepCopy().put("status", "in_progress");
        if (empty.has("content")) {
            empty.putArray("content");
        } else {
            empty.put("arguments", "");
        }
        return empty;
    }

    private static ObjectNode event(String type) {
        return Exchange.object().put("type", type);
    }

    private static ObjectNode outputEvent(String type) {
        return event(type).put("output_index", 0);
    }

    private ObjectNode itemEvent(String type) {
        return outputEvent(type).put("item_id", item.get("id").asText());
    }

    private ObjectNode partEvent(String type) {
        return itemEvent(type).put("content_index", 0);
    }

    private void send(JsonNode event) throws IOException {
        exchange.event(((ObjectNode) event).put("sequence_number", sequence++));
    }
}
