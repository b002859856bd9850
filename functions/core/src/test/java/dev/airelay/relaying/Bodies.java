package dev.airelay.relaying;

/// The shortest requests and answers of each dialect, for tests that are about something else.
final class Bodies {
    static final String CHAT = "/v1/chat/completions";
    static final String MESSAGES = "/v1/messages";
    static final String RESPONSES = "/v1/responses";

    /// Fits every endpoint.
    static final String WHOLE = "{\"model\":\"m\",\"max_tokens\":9}";

    static final String STREAMED =
            "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,\"stream_options\":{\"include_usage\":true}}";

    static final String ANSWER =
            "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";
    static final String FIRST =
            "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"},\"finish_reason\":null}]}\n\n";
    static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}\n\n";
    static final String DONE = "data: [DONE]\n\n";

    private Bodies() {}
}
