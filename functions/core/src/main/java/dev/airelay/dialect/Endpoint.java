package dev.airelay.dialect;

import dev.airelay.upstream.Kind;
import java.util.Set;

/// What a client can ask the relay to pass on: one operation of one dialect.
public enum Endpoint {
    OPENAI_CHAT(
            "openai.chat", Kind.OPENAI, "/chat/completions", "max_tokens", "max_completion_tokens"),
    OPENAI_COMPLETIONS("openai.completions", Kind.OPENAI, "/completions", "max_tokens"),
    OPENAI_EMBEDDINGS("openai.embeddings", Kind.OPENAI, "/embeddings"),
    OPENAI_RESPONSES("openai.responses", Kind.OPENAI, "/responses", "max_output_tokens"),
    ANTHROPIC_MESSAGES("anthropic.messages", Kind.ANTHROPIC, "/messages", "max_tokens"),
    ANTHROPIC_COUNT_TOKENS("anthropic.count_tokens", Kind.ANTHROPIC, "/messages/count_tokens");

    private final String label;
    private final Kind errorStyle;
    private final String path;
    private final Set<String> outputLimits;

    Endpoint(String label, Kind errorStyle, String path, String... outputLimits) {
        this.label = label;
        this.errorStyle = errorStyle;
        this.path = path;
        this.outputLimits = Set.of(outputLimits);
    }

    /// The name in records and metrics.
    public String label() {
        return label;
    }

    /// Whose form of errors its clients read.
    public Kind errorStyle() {
        return errorStyle;
    }

    /// Whether what it uses is paid for. Counting tokens is free with those who offer it
    /// (https://docs.claude.com/en/docs/build-with-claude/token-counting, read 2026-11-21).
    public boolean charged() {
        return this != ANTHROPIC_COUNT_TOKENS;
    }

    /// Whether an answer is written, and not only counted or embedded.
    public boolean writes() {
        return !outputLimits.isEmpty();
    }

    /// The members of the body that bound its answer; none where nothing is written.
    Set<String> outputLimits() {
        return outputLimits;
    }

    /// The path below `/v1`.
    public String path() {
        return path;
    }
}
