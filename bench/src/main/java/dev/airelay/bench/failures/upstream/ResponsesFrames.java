package dev.airelay.bench.failures.upstream;

import dev.airelay.bench.failures.wire.Words;

/// OpenAI Responses; https://platform.openai.com/docs/api-reference/responses-streaming (read
/// 2026-11-21). Events are numbered through: four come before the first word.
record ResponsesFrames(Author author) implements Frames {
    private static final int BEFORE_WORDS = 4;
    private static final String PLACE =
            "\"item_id\":\"msg_fs\",\"output_index\":0,\"content_index\":0";

    @Override
    public String opening() {
        String empty = response("in_progress", "null", "[]", "null");
        return event("response.created", 0, "\"response\":" + empty)
                + event("response.in_progress", 1, "\"response\":" + empty)
                + event(
                        "response.output_item.added",
                        2,
                        "\"output_index\":0,\"item\":" + item("in_progress", "[]"))
                + event("response.content_part.added", 3, PLACE + ",\"part\":" + part(0));
    }

    @Override
    public String word(int number) {
        return event(
                "response.output_text.delta",
                BEFORE_WORDS - 1 + number,
                PLACE + ",\"delta\":\"" + Words.piece(number) + "\",\"logprobs\":[]");
    }

    @Override
    public String closing(int words, Finish finish) {
        int number = BEFORE_WORDS + words;
        String status = finish == Finish.STOP ? "completed" : "incomplete";
        return event(
                        "response.output_text.done",
                        number,
                        PLACE + ",\"text\":\"" + Words.text(words) + "\",\"logprobs\":[]")
                + event(
                        "response.content_part.done",
                        number + 1,
                        PLACE + ",\"part\":" + part(words))
                + event(
                        "response.output_item.done",
                        number + 2,
                        "\"output_index\":0,\"item\":" + item(status, "[" + part(words) + "]"));
    }

    @Override
    public String end(int words, Finish finish) {
        int number = BEFORE_WORDS + words + 3;
        return switch (finish) {
            case STOP ->
                    event(
                            "response.completed",
                            number,
                            "\"response\":" + last("completed", "null", words));
            case FILTERED ->
                    event(
                            "response.incomplete",
                            number,
                            "\"response\":"
                                    + last("incomplete", "{\"reason\":\"content_filter\"}", words));
        };
    }

    @Override
    public String whole() {
        return last("completed", "null", Words.COUNT);
    }

    private String last(String status, String incomplete, int words) {
        return response(
                status,
                incomplete,
                "[" + item(status, "[" + part(words) + "]") + "]",
                """
                {"input_tokens":%d,"input_tokens_details":{"cached_tokens":0},"output_tokens":%d,\
                "output_tokens_details":{"reasoning_tokens":0},"total_tokens":%d}\
                """
                        .formatted(
                                author.inputTokens(),
                                author.outputTokens(),
                                author.inputTokens() + author.outputTokens()));
    }

    private String response(String status, String incomplete, String output, String usage) {
        return """
        {"id":"resp_fs","object":"response","created_at":1741290958,"status":"%s","error":null,\
        "incomplete_details":%s,"instructions":null,"max_output_tokens":null,"model":"%s",\
        "output":%s,"parallel_tool_calls":true,"previous_response_id":null,\
        "reasoning":{"effort":null,"summary":null},"store":true,"temperature":1.0,\
        "text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],"top_p":1.0,\
        "truncation":"disabled","usage":%s,"user":null,"metadata":{}}\
        """
                .formatted(status, incomplete, author.model(), output, usage);
    }

    private static String item(String status, String content) {
        return "{\"id\":\"msg_fs\",\"type\":\"message\",\"status\":\"%s\",\"role\":\"assistant\",\"content\":%s}"
                .formatted(status, content);
    }

    private static String part(int words) {
        return "{\"type\":\"output_text\",\"text\":\""
                + Words.text(words)
                + "\",\"annotations\":[]}";
    }

    private static String event(String type, int number, String members) {
        return """
        event: %1$s
        data: {"type":"%1$s","sequence_number":%2$d,%3$s}

        """
                .formatted(type, number, members);
    }
}
