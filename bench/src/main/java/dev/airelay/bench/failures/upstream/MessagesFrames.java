package dev.airelay.bench.failures.upstream;

import dev.airelay.bench.failures.wire.Words;

/// Anthropic Messages; https://docs.claude.com/en/docs/build-with-claude/streaming (read
/// 2026-11-21).
record MessagesFrames(Author author) implements Frames {
    @Override
    public String opening() {
        return event("message_start", "\"message\":" + message("[]", "null", 1))
                + event(
                        "content_block_start",
                        "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                + "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    }

    @Override
    public String word(int number) {
        return event(
                "content_block_delta",
                "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
                        + Words.piece(number)
                        + "\"}");
    }

    @Override
    public String closing(int words, Finish finish) {
        String reason =
                switch (finish) {
                    case STOP -> "end_turn";
                    case FILTERED -> "refusal";
                };
        return event("content_block_stop", "\"index\":0")
                + event(
                        "message_delta",
                        "\"delta\":{\"stop_reason\":\"%s\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":%d}"
                                .formatted(reason, author.outputTokens()));
    }

    @Override
    public String end(int words, Finish finish) {
        return "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

    @Override
    public String whole() {
        return message(
                "[{\"type\":\"text\",\"text\":\"" + Words.text(Words.COUNT) + "\"}]",
                "\"end_turn\"",
                author.outputTokens());
    }

    private String message(String content, String stopReason, int outputTokens) {
        return """
        {"id":"msg_fs","type":"message","role":"assistant","content":%s,"model":"%s",\
        "stop_reason":%s,"stop_sequence":null,"usage":{"input_tokens":%d,\
        "cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":%d,\
        "service_tier":"standard"}}\
        """
                .formatted(content, author.model(), stopReason, author.inputTokens(), outputTokens);
    }

    private static String event(String type, String members) {
        return """
        event: %1$s
        data: {"type":"%1$s",%2$s}

        """
                .formatted(type, members);
    }
}
