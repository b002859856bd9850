package dev.airelay.upstream;

/// What an upstream speaks.
public enum Kind {
    /// OpenAI and everything compatible with it: Chat, Responses, completions and embeddings.
    OPENAI("openai", "/v1"),
    /// Anthropic Messages.
    ANTHROPIC("anthropic", "");

    private final String provider;
    private final String basePath;

    Kind(String provider, String basePath) {
        this.provider = provider;
        this.basePath = basePath;
    }

    /// The vendor who made it up: whose prices hold for a channel of which nothing else is known.
    public String provider() {
        return provider;
    }

    /// With which base URLs end by custom; empty for those that are a host alone.
    public String basePath() {
        return basePath;
    }
}
