package dev.airelay.upstream;

/// What an upstream speaks.
public enum Kind {
    /// OpenAI and everything compatible with it: Chat, Responses, completions and embeddings.
    OPENAI("openai"),
    /// Anthropic Messages.
    ANTHROPIC("anthropic");

    private final String provider;

    Kind(String provider) {
        this.provider = provider;
    }

    /// The vendor who made it up: whose prices hold for a channel of which nothing else is known.
    public String provider() {
        return provider;
    }
}
