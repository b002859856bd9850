package dev.airelay.bench.failures.upstream;

import dev.airelay.bench.failures.wire.Words;

/// OpenAI Chat Completions; https://platform.openai.com/docs/api-reference/chat-streaming (read
/// 2026-11-21). Usage comes always: every request of the suite asks for it.
record ChatFrames(Author author) implements Frames {
    @Override
    public String opening() {
        return chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null");
    }

    @Override
    public String word(int number) {
        return chunk("{\"content\":\"" + Words.piece(number) + "\"}", "null");
    }

    @Override
    public String closing(int words, Finish finish) {
        String reason =
                switch (finish) {
                    case STOP -> "\"stop\"";
                    case FILTERED -> "\"content_filter\"";
                };
        return chunk("{}", reason) + data("[]", usage());
    }

    @Override
    public String end(int words, Finish finish) {
        return "data: [DONE]\n\n";
    }

    @Override
    public String whole() {
        return """
        {"id":"chatcmpl-fs","object":"chat.completion","created":1741569952,"model":"%s",\
        "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null,\
        "annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":%s,\
        "service_tier":"default"}\
        """
                .formatted(author.model(), Words.text(Words.COUNT), usage());
    }

    private String chunk(String delta, String finish) {
        return data(
                """
                [{"index":0,"delta":%s,"logprobs":null,"finish_reason":%s}]\
                """
                        .formatted(delta, finish),
                "null");
    }

    private String data(String choices, String usage) {
        return """
        data: {"id":"chatcmpl-fs","object":"chat.completion.chunk","created":1741570283,\
        "model":"%s","service_tier":"default","system_fingerprint":"fp_fs","choices":%s,\
        "usage":%s}

        """
                .formatted(author.model(), choices, usage);
    }

    private String usage() {
        return """
        {"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,\
        "prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},\
        "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0}}\
        """
                .formatted(
                        author.inputTokens(),
                        author.outputTokens(),
                        author.inputTokens() + author.outputTokens());
    }
}
