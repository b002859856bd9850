package dev.airelay.proxy.stage;

import static dev.airelay.proxy.stage.Stage.HANGING;
import static dev.airelay.proxy.stage.Stage.HEDGED;
import static dev.airelay.proxy.stage.Stage.SILENT;
import static dev.airelay.proxy.stage.UpstreamReply.SILENCE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.proxy.stage.RedisStub.Decision;
import java.util.ArrayList;
import java.util.List;

/// All that is played: what clients ask most in every round, what goes wrong now and then.
final class Scenes {
    private static final int WORDS = 24;
    private static final String NOTHING = "";
    private static final String CHAT = "/v1/chat/completions";
    private static final UpstreamReply BUSY =
            UpstreamReply.whole(
                    503,
                    "{\"error\":{\"type\":\"overloaded_error\",\"message\":\"try later\",\"code\":null}}");
    private static final UpstreamReply TOO_LONG =
            UpstreamReply.whole(
                    400,
                    "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
                            + "\"message\":\"prompt is too long\",\"code\":\"context_length_exceeded\",\"param\":\"messages\"}}");

    private final List<Scene> scenes = new ArrayList<>();
    private final List<String> keys;

    /// @param keys that are known; each scene is asked with each of them
    private Scenes(List<String> keys) {
        this.keys = keys;
    }

    static List<Scene> all(List<String> keys) {
        var all = new Scenes(keys);
        all.usual();
        all.unusual();
        all.failing();
        all.silent();
        all.refused();
        return List.copyOf(all.scenes);
    }

    private void usual() {
        each("chat", CHAT, chat(true), ChatFrames.text(WORDS));
        each("whole chat", CHAT, chat(false), ChatFrames.whole());
        each("chat with tools", CHAT, chat(true), ChatFrames.tools());
        each("messages", "/v1/messages", messages(true), MessagesFrames.text(WORDS));
        each("whole messages", "/v1/messages", messages(false), MessagesFrames.whole());
        each("messages with tools", "/v1/messages", messages(true), MessagesFrames.tools());
        each("responses", "/v1/responses", responses(true), ResponsesFrames.text(WORDS));
        each("whole responses", "/v1/responses", responses(false), ResponsesFrames.whole());
        each("responses with tools", "/v1/responses", responses(true), ResponsesFrames.tools());
    }

    private void unusual() {
        String count = "/v1/messages/count_tokens";
        rare("completions", "/v1/completions", prompt(true), 200, ChatFrames.completions(WORDS));
        rare("whole completions", "/v1/completions", prompt(false), 200, ChatFrames.completion());
        rare("embeddings", "/v1/embeddings", prompt(false), 200, ChatFrames.embedding());
        rare("count", count, messages(false), 200, MessagesFrames.count());
        rare("big frames", CHAT, chat(true), 200, ChatFrames.big());
        rare("long prompt", CHAT, longChat(), 200, ChatFrames.text(WORDS));
        Event first = event("POST", "/v1/messages").body(messages(true));
        add("first of a user", first, Decision.UNFUNDED, 200, List.of(MessagesFrames.text(WORDS)));
        packed("gzip", Packed.gzip(bytes(responses(true))), 200, ResponsesFrames.text(WORDS));
        packed("deflate", Packed.zlib(bytes(responses(true))), 200, ResponsesFrames.text(WORDS));
        packed("br", Packed.resource("request.json.br"), 200, ResponsesFrames.text(WORDS));
        packed("zstd", Packed.resource("request.json.zst"), 200, ResponsesFrames.text(WORDS));
        rare("packed answer", CHAT, chat(true), 200, ChatFrames.text(WORDS).packed());
        rare("packed whole answer", CHAT, chat(false), 200, ChatFrames.whole().packed());
        add("menu", event("GET", "/v1/models"), Decision.ADMITTED, 200, List.of());
    }

    private void failing() {
        rare("fail-over", CHAT, chat(true), 200, BUSY, ChatFrames.text(WORDS));
        rare("fail-over, whole", CHAT, chat(false), 200, BUSY, ChatFrames.whole());
        rare(
                "fail-over of messages",
                "/v1/messages",
                messages(true),
                200,
                BUSY,
                MessagesFrames.text(WORDS));
        rare("error in mid-stream", CHAT, chat(true), 200, ChatFrames.failing());
        rare("error in messages", "/v1/messages", messages(true), 200, MessagesFrames.failing());
        rare(
                "error in responses",
                "/v1/responses",
                responses(true),
                200,
                ResponsesFrames.failing());
        rare("broken off", CHAT, chat(true), 200, ChatFrames.text(WORDS).broken());
        rare("too long", CHAT, chat(true), 400, TOO_LONG);
        rare("messages too long", "/v1/messages", messages(true), 400, TOO_LONG);
    }

    /// Upstreams that say nothing, or nothing more, for longer than their channels wait.
    private void silent() {
        rare("silence", CHAT, chat(SILENT, true), 200, SILENCE, ChatFrames.text(WORDS));
        rare(
                "silence in mid-stream",
                CHAT,
                chat(HANGING, true),
                200,
                ChatFrames.text(WORDS).hanging(),
                ChatFrames.text(WORDS));
        rare("hedged", CHAT, chat(HEDGED, true), 200, SILENCE, ChatFrames.text(WORDS));
        rare("hedged, whole", CHAT, chat(HEDGED, false), 200, SILENCE, ChatFrames.whole());
    }

    private void refused() {
        add("limited", event("POST", CHAT).body(chat(true)), Decision.LIMITED, 429, List.of());
        add("unpaid", event("POST", CHAT).body(chat(true)), Decision.UNPAID, 402, List.of());
        rare("no JSON", CHAT, "{\"model\":", 400);
        Event stranger = new Event("POST", CHAT, "sk-relay-unknown").body(chat(true));
        add("stranger", stranger, Decision.ADMITTED, 401, List.of());
        add("preflight", event("OPTIONS", CHAT), Decision.ADMITTED, 204, List.of());
        Event announced = event("POST", CHAT).body(chat(true)).with("content-length", "7000000");
        add("too large", announced, Decision.ADMITTED, 413, List.of());
        packed("gzip", Packed.gzip(new byte[2_000_000]), 413);
        packed("deflate", bytes(responses(true)), 400);
        packed("compress", bytes(responses(true)), 415);
    }

    /// With each key, in every round.
    private void each(String name, String path, String body, UpstreamReply answer) {
        for (String key : keys) {
            Event event = new Event("POST", path, key).body(body);
            scenes.add(
                    new Scene(
                            name,
                            event.bytes(),
                            event.http(),
                            Decision.ADMITTED,
                            List.of(answer),
                            200,
                            true));
        }
    }

    private void rare(String name, String path, String body, int status, UpstreamReply... answers) {
        add(name, event("POST", path).body(body), Decision.ADMITTED, status, List.of(answers));
    }

    private void packed(String coding, byte[] body, int status, UpstreamReply... answers) {
        Event event = event("POST", "/v1/responses").with("content-encoding", coding).bytes(body);
        add(coding + " " + status, event, Decision.ADMITTED, status, List.of(answers));
    }

    private void add(
            String name, Event event, Decision decision, int status, List<UpstreamReply> answers) {
        scenes.add(new Scene(name, event.bytes(), event.http(), decision, answers, status, false));
    }

    private Event event(String method, String path) {
        return new Event(method, path, keys.getFirst());
    }

    private static String chat(boolean stream) {
        return chat("gpt-5", stream);
    }

    private static String chat(String model, boolean stream) {
        return "{\"model\":\""
                + model
                + "\",\"stream\":"
                + stream
                + ",\"temperature\":0.7,\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                + "{\"role\":\"user\",\"content\":\"Hello, \\\"relay\\\"! \\u00e4\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"How are you?\"}]}]}";
    }

    private static String longChat() {
        return "{\"model\":\"gpt-5\",\"stream\":true,\"max_tokens\":100,\"tools\":[{\"type\":\"function\","
                + "\"function\":{\"name\":\"look\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":\""
                + "The quick brown fox, 12345 times; jumps(over) the lazy dog.\\n".repeat(1_000)
                + "\"}]}";
    }

    private static String messages(boolean stream) {
        return "{\"model\":\"claude-5\",\"max_tokens\":1024,\"stream\":"
                + stream
                + ",\"system\":[{\"type\":\"text\",\"text\":\"Be brief.\",\"cache_control\":{\"type\":\"ephemeral\"}}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello, relay!\"},"
                + "{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"Hello.\"}]},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"How are you?\"}]}]}";
    }

    private static String responses(boolean stream) {
        return "{\"model\":\"gpt-5\",\"instructions\":\"Be brief.\",\"store\":false,\"stream\":"
                + stream
                + ",\"reasoning\":{\"effort\":\"low\"},\"input\":[{\"type\":\"message\",\"role\":\"user\","
                + "\"content\":[{\"type\":\"input_text\",\"text\":\"Hello, relay!\"}]}]}";
    }

    private static String prompt(boolean stream) {
        String both = "\"prompt\":\"Hello, relay!\",\"input\":\"Hello, relay!\"";
        return "{\"model\":\"gpt-5\"," + (stream ? "\"stream\":true," : NOTHING) + both + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
