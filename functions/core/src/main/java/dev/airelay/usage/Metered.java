package dev.airelay.usage;

/// What an answer used, together with how that is known.
///
/// @param tier the service tier that the answer says served it, such as `priority`; empty when it
///   says nothing
public record Metered(Tokens tokens, Uses uses, String tier, Source source) {
    public static final Metered NOTHING = new Metered(Tokens.NONE, Uses.NONE, "", Source.NONE);

    /// What was estimated from the text that was seen.
    public static Metered counted(Tokens tokens) {
        return new Metered(tokens, Uses.NONE, "", Source.COUNTED);
    }

    public static Metered reported(Tokens tokens) {
        return new Metered(tokens, Uses.NONE, "", Source.REPORTED);
    }

    public Metered with(Uses other) {
        return new Metered(tokens, other, tier, source);
    }

    public Metered with(Tokens other) {
        return new Metered(other, uses, tier, source);
    }

    public Metered withTier(String other) {
        return new Metered(tokens, uses, other, source);
    }
}
