package dev.airelay.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoUpstreamTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Headers KEY = Headers.of("authorization", "Bearer k");
    private static final String CHAT =
            """
            {"model": "m", "stream": true, "messages": [{"role": "user", "content": "Say hi"}]}\
            """;

    private final DemoUpstream upstream = new DemoUpstream(Pacer.none(), InstantSource.fixed(NOW));

    private RecordedReply ask(String method, String path, Headers headers, String body) {
        var reply = new RecordedReply();
        upstream.handle(request(method, path, headers, body), reply);
        assertTrue(reply.ended());
        return reply;
    }

    private RecordedReply post(String path, String body) {
        return ask("POST", path, KEY, body);
    }

    private static Request request(String method, String path, Headers headers, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var cancellation = new Cancellation(NOW.plusSeconds(60));
        return new Request(method, path, "", headers, bytes, "127.0.0.1", cancellation);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, invalid_request_error",
        "/v1/responses, invalid_request_error",
        "/v1/messages, authentication_error",
        "/v1/messages/count_tokens, authentication_error"
    })
    void aRequestWithoutAKeyIsRefusedInTheDialect(String path, String type) {
        var reply = ask("POST", path, Headers.none(), CHAT);
        assertEquals(401, reply.status());
        assertEquals(type, reply.json().at("/error/type").asText());
        assertEquals(path.contains("messages"), reply.json().has("request_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, '{', JSON",
        "/v1/chat/completions, '[]', JSON",
        "/v1/chat/completions, '{}', 'model'",
        "/v1/chat/completions, '{\"model\": \"m\", \"messages\": {\"a\": 1}}', 'messages'",
        "/v1/responses, '{\"model\": \"m\"}', 'input'",
        "/v1/completions, '{\"model\": \"m\"}', 'prompt'",
        "/v1/embeddings, '{\"model\": \"m\", \"input\": []}', 'input'",
        "/v1/embeddings, '{\"model\": \"m\", \"input\": \"a\", \"dimensions\": 9999}', dimensions",
        "/v1/messages, '{\"model\": \"m\"}', max_tokens: Field required",
        "/v1/messages, '{\"model\": \"m\", \"max_tokens\": 9}', messages: Field required"
    })
    void whatMakesNoSenseIsABadRequest(String path, String body, String named) {
        var reply = post(path, body);
        assertEquals(400, reply.status());
        assertEquals("invalid_request_error", reply.json().at("/error/type").asText());
        assertTrue(reply.json().at("/error/message").asText().contains(named));
    }

    @Test
    void unknownPathsAndWrongMethodsAreToldApart() {
        assertEquals(404, post("/v1/none", "{}").status());
        assertEquals(405, ask("GET", "/v1/responses", KEY, "").status());
        assertEquals(405, post("/v1/models", "{}").status());
    }

    @Test
    void modelsAreListedInTheCallersDialect() {
        var openAi = ask("GET", "/v1/models", KEY, "").json();
        assertEquals("list", openAi.path("object").asText());
        assertEquals("model", openAi.at("/data/0/object").asText());
        var headers = Headers.builder().set("x-api-key", "k").set("anthropic-version", "1").build();
        var anthropic = ask("GET", "/v1/models", headers, "").json();
        assertFalse(anthropic.path("has_more").asBoolean(true));
        assertEquals("model", anthropic.at("/data/0/type").asText());
    }

    @Test
    void eachTokenLeavesAsAPieceOfItsOwnInTime() {
        var waited = new ArrayList<Integer>();
        var paced = new DemoUpstream(waited::add, InstantSource.fixed(NOW));
        var reply = new RecordedReply();
        paced.handle(request("POST", "/v1/chat/completions", KEY, CHAT), reply);
        var tokens = reply.pieces().size() - 3;
        assertEquals(IntStream.range(0, tokens).boxed().toList(), waited);
        assertEquals("data: [DONE]\n\n", reply.pieces().getLast());
        assertTrue(text(reply.events()).endsWith("Your last words were: \"Say hi\"."));
        waited.clear();
        var whole = CHAT.replace("true", "false");
        paced.handle(request("POST", "/v1/chat/completions", KEY, whole), new RecordedReply());
        assertEquals(tokens, waited.size());
    }

    @Test
    void itStopsWhenTheReaderLeavesAndWhenItIsCut() {
        var left = new RecordedReply(5);
        upstream.handle(request("POST", "/v1/chat/completions", KEY, CHAT), left);
        assertEquals(5, left.pieces().size());
        assertTrue(left.torn());

        var cut = new RecordedReply();
        var request = request("POST", "/v1/chat/completions", KEY, CHAT);
        request.cancellation().cancel(Cancellation.Reason.DEADLINE);
        upstream.handle(request, cut);
        assertEquals(1, cut.pieces().size());
        assertTrue(cut.torn());
    }

    @Test
    void aThousandAtOnceGetIdsOfTheirOwnAndTheSameWords() {
        var ids = ConcurrentHashMap.<String>newKeySet();
        var texts = ConcurrentHashMap.<String>newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int count = 0; count < 1000; count++) {
                threads.execute(() -> {
                    var events = post("/v1/chat/completions", CHAT).events();
                    ids.add(events.getFirst().path("id").asText());
                    texts.add(text(events));
                });
            }
        }
        assertEquals(1000, ids.size());
        assertEquals(1, texts.size());
    }

    @Test
    void chatChunksSpeakOfUsageOnlyWhenAsked() {
        var without = post("/v1/chat/completions", CHAT).events();
        assertTrue(without.stream().noneMatch(chunk -> chunk.has("usage")));
        var asking =
                CHAT.replace(
                        "\"stream\"", "\"stream_options\": {\"include_usage\": true}, \"stream\"");
        var with = post("/v1/chat/completions", asking).events();
        assertEquals(without.size() + 1, with.size());
        var others = with.subList(0, with.size() - 1);
        assertTrue(others.stream().allMatch(chunk -> chunk.path("usage").isNull()));
        assertTrue(with.getLast().path("choices").isEmpty());
        assertTrue(with.getLast().at("/usage/prompt_tokens").asInt() > 0);
        assertEquals(without.size() - 2, with.getLast().at("/usage/completion_tokens").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "'Use the tool', auto, true",
        "'Call get_weather now', auto, true",
        "'Call get_weather now', none, false",
        "'Stoolpigeon and get_weather2', auto, false",
        "'Say hi', auto, false",
        "'Say hi', required, true"
    })
    void toolsAreCalledWhenMentionedOrForced(String said, String choice, boolean called) {
        var body =
                """
                {"model": "m", "tool_choice": "%s",
                 "messages": [{"role": "user", "content": "%s"}],
                 "tools": [{"type": "function", "function": {"name": "get_weather", "parameters":
                   {"type": "object", "required": ["city", "days", "unit"], "properties": {
                     "city": {"type": "string"}, "days": {"type": "integer", "minimum": 3},
                     "unit": {"enum": ["celsius"]}, "note": {"type": "string"}}}}}]}\
                """
                        .formatted(choice, said);
        var answer = post("/v1/chat/completions", body).json().at("/choices/0");
        assertEquals(called ? "tool_calls" : "stop", answer.path("finish_reason").asText());
        assertEquals(
                called ? "{\"city\":\"demo\",\"days\":3,\"unit\":\"celsius\"}" : "",
                answer.at("/message/tool_calls/0/function/arguments").asText());
    }

    @Test
    void whatAToolReturnedIsAnsweredInWordsInEveryDialect() {
        var chat =
                post(
                        "/v1/chat/completions",
                        """
                        {"model": "m", "tools": [{"type": "function", "function": {"name": "f"}}],
                         "messages": [{"role": "user", "content": "Use the tool"},
                          {"role": "tool", "tool_call_id": "c", "content": "21 degrees"}]}\
                        """);
        assertTrue(chat.json().at("/choices/0/message/content").asText().contains("21 degrees"));
        var responses =
                post(
                        "/v1/responses",
                        """
                        {"model": "m", "tools": [{"type": "function", "name": "f"}],
                         "input": [{"role": "user", "content": "Use the tool"}, {"type":
                         "function_call_output", "call_id": "c", "output": "21 degrees"}]}\
                        """);
        var text = responses.json().at("/output/0/content/0/text").asText();
        assertTrue(text.contains("21 degrees"));
        var messages =
                post(
                        "/v1/messages",
                        """
                        {"model": "m", "max_tokens": 500, "tools": [{"name": "f", "input_schema":
                         {"type": "object"}}], "messages": [{"role": "user", "content": [{"type":
                         "tool_result", "tool_use_id": "t", "content": "21 degrees"}]}]}\
                        """);
        assertTrue(messages.json().at("/content/0/text").asText().contains("21 degrees"));
    }

    @Test
    void theCallersLimitCutsTheAnswer() {
        var limited = CHAT.replace("\"model\"", "\"max_tokens\": 7, \"model\"");
        var chat = post("/v1/chat/completions", limited).events();
        assertEquals("length", chat.getLast().at("/choices/0/finish_reason").asText());
        assertEquals(7 + 2, chat.size());
        var message = post("/v1/messages", limited.replace("true", "false")).json();
        assertEquals("max_tokens", message.path("stop_reason").asText());
        assertEquals(7, message.at("/usage/output_tokens").asInt());
        var response =
                post(
                                "/v1/responses",
                                """
                                {"model": "m", "input": "Say hi", "max_output_tokens": 7}\
                                """)
                        .json();
        assertEquals("incomplete", response.path("status").asText());
        assertEquals("max_output_tokens", response.at("/incomplete_details/reason").asText());
    }

    @Test
    void embeddingsAreUnitVectorsOfTheTextInBothEncodings() {
        var body =
                """
                {"model": "m", "input": ["a", "b", "a"], "dimensions": 64}\
                """;
        var data = post("/v1/embeddings", body).json().path("data");
        assertEquals(data.at("/0/embedding"), data.at("/2/embedding"));
        assertNotEquals(data.at("/0/embedding"), data.at("/1/embedding"));
        var numbers = data.at("/0/embedding").valueStream().mapToDouble(JsonNode::asDouble);
        assertEquals(1, numbers.map(number -> number * number).sum(), 1e-5);

        var packed = body.replace("\"model\"", "\"encoding_format\": \"base64\", \"model\"");
        var base64 = post("/v1/embeddings", packed).json().at("/data/0/embedding").asText();
        var floats =
                ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < 64; at++) {
            assertEquals((float) data.at("/0/embedding/" + at).asDouble(), floats.getFloat());
        }
    }

    @Test
    void legacyCompletionsStreamAndEndWithAReason() {
        var events =
                post(
                                "/v1/completions",
                                """
                                {"model": "m", "prompt": ["x", "Say hi"], "stream": true}\
                                """)
                        .events();
        assertEquals("stop", events.getLast().at("/choices/0/finish_reason").asText());
        var text = new StringBuilder();
        events.forEach(event -> text.append(event.at("/choices/0/text").asText()));
        assertTrue(text.toString().endsWith("\"Say hi\"."));
    }

    @Test
    void tokensAreCountedLikeTheyAreBilled() {
        var body =
                """
                {"model": "m", "max_tokens": 500, "system": "Be brief", "messages": [{"role":
                 "user", "content": "你好, how many tokens are these?"}]}\
                """;
        var counted = post("/v1/messages/count_tokens", body).json().path("input_tokens").asInt();
        assertEquals(counted, post("/v1/messages", body).json().at("/usage/input_tokens").asInt());
        assertTrue(counted > 10 && counted < 40, () -> "counted " + counted);
    }

    private static String text(List<JsonNode> chunks) {
        var text = new StringBuilder();
        chunks.forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asText()));
        return text.toString();
    }
}
