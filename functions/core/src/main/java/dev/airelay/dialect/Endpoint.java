package dev.airelay.dialect;

import dev.airelay.upstream.Kind;

/// What a client can ask the relay to pass on: one operation of one dialect.
public enum Endpoint {
    OPENAI_CHAT("openai.chat", Kind.OPENAI, "/chat/completions"),
    OPENAI_COMPLETIONS("openai.completions", Kind.OPENAI, "/completions"),
    OPENAI_EMBEDDINGS("openai.embeddings", Kind.OPENAI, "/embeddings"),
    OPENAI_RESPONSES("openai.responses", Kind.OPENAI, "/responses"),
    ANTHROPIC_MESSAGES("anthropic.messages", Kind.ANTHROPIC, "/messages"),
    ANTHROPIC_COUNT_TOKENS("anthropic.count_tokens", Kind.ANTHROPIC, "/messages/count_tokens");

    private final String label;
    private final Kind kind;
    private final String path;

    Endpoint(String label, Kind kind, String path) {
        this.label = label;
        this.kind = kind;
        this.path = path;
    }

    /// The name in records and metrics.
    public String label() {
        return label;
    }

    /// Which upstreams speak it themselves.
    public Kind kind() {
        return kind;
    }

    /// Whether what it uses is paid for. Counting tokens is free with those who offer it
    /// (https://docs.claude.com/en/docs/build-with-claude/token-counting, read 2026-11-21).
    public boolean charged() {
        return this != ANTHROPIC_COUNT_TOKENS;
    }

    /// The path below `/v1`.
    public String path() {
        return path;
    }
}
