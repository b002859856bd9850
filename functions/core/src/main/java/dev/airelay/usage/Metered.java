package dev.airelay.usage;

/// What an answer used, together with how that is known.
///
/// @param tier the service tier that the answer says served it, such as `priority`; empty when it
///   says nothing
public record Metered(Tokens tokens, Uses uses, String tier, Source source) {
    public static final Metered NOTHING = new Metered(Tokens.NONE, Uses.NONE, "", Source.NONE);

    /// An estimate: four bytes of text count as one token, rounded up.
    ///
    /// @param input prompt tokens, estimated elsewhere
    /// @param outputBytes bytes of generated text that were seen
    public static Metered counted(long input, long outputBytes) {
        return counted(new Tokens(input, 0, 0, 0, (outputBytes + 3) / 4, 0));
    }

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
