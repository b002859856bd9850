package dev.airelay.proxy.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What upstreams that speak Anthropic's Messages say.
///
/// Source: <https://docs.claude.com/en/docs/build-with-claude/streaming> (read 2026-11-27).
final class MessagesFrames {
    private static final String USAGE =
            "\"usage\":{\"input_tokens\":25,\"cache_creation_input_tokens\":4,\"cache_read_input_tokens\":8,"
                    + "\"cache_creation\":{\"ephemeral_5m_input_tokens\":4,\"ephemeral_1h_input_tokens\":0},"
                    + "\"output_tokens\":15}";

    private MessagesFrames() {}

    static UpstreamReply text(int words) {
        var frames = new ArrayList<String>();
        frames.add(start());
        frames.addAll(
                block(
                        "{\"type\":\"text\",\"text\":\"\"}",
                        "{\"type\":\"text_delta\",\"text\":\" word\"}",
                        words));
        frames.addAll(end("end_turn"));
        return UpstreamReply.stream(frames);
    }

    /// Thought first, tools at the end.
    static UpstreamReply tools() {
        var frames = new ArrayList<String>();
        frames.add(start());
        frames.add(event("ping", ""));
        frames.addAll(
                block(
                        "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
                        "{\"type\":\"thinking_delta\",\"thinking\":\"hm\"}",
                        4));
        frames.addAll(
                block(
                        "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"look\",\"input\":{}}",
                        "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\":\"}",
                        4));
        frames.addAll(end("tool_use"));
        return UpstreamReply.stream(frames);
    }

    /// An error where content should go on.
    static UpstreamReply failing() {
        var frames = new ArrayList<String>();
        frames.add(start());
        frames.addAll(
                block(
                        "{\"type\":\"text\",\"text\":\"\"}",
                        "{\"type\":\"text_delta\",\"text\":\"one\"}",
                        1));
        frames.add(
                event(
                        "error",
                        ",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}"));
        return UpstreamReply.stream(frames);
    }

    static UpstreamReply whole() {
        return UpstreamReply.whole(
                200,
                "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-5\","
                        + "\"content\":[{\"type\":\"text\",\"text\":\"Hello there\"}],\"stop_reason\":\"end_turn\","
                        + "\"stop_sequence\":null,"
                        + USAGE
                        + "}");
    }

    static UpstreamReply count() {
        return UpstreamReply.whole(200, "{\"input_tokens\":2095}");
    }

    private static String start() {
        return event(
                "message_start",
                ",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                        + "\"model\":\"claude-5\",\"stop_reason\":null,\"stop_sequence\":null,"
                        + USAGE
                        + "}");
    }

    private static List<String> block(String opened, String delta, int times) {
        var frames = new ArrayList<String>();
        frames.add(event("content_block_start", ",\"index\":0,\"content_block\":" + opened));
        frames.addAll(
                Collections.nCopies(
                        times, event("content_block_delta", ",\"index\":0,\"delta\":" + delta)));
        frames.add(event("content_block_stop", ",\"index\":0"));
        return frames;
    }

    private static List<String> end(String reason) {
        return List.of(
                event(
                        "message_delta",
                        ",\"delta\":{\"stop_reason\":\""
                                + reason
                                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":15}"),
                event("message_stop", ""));
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"" + members + "}\n\n";
    }
}
