package dev.airelay.upstream;

/// What an upstream speaks.
public enum Kind {
    /// OpenAI and everything compatible with it: Chat, Responses, completions and embeddings.
    OPENAI,
    /// Anthropic Messages.
    ANTHROPIC
}
