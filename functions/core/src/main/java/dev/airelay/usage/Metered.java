package dev.airelay.usage;

/// Token counts together with how they are known.
public record Metered(Tokens tokens, Source source) {
    public static final Metered NOTHING = new Metered(Tokens.NONE, Source.NONE);

    /// An estimate: four bytes of text count as one token, rounded up.
    ///
    /// @param input prompt tokens, estimated elsewhere
    /// @param outputBytes bytes of generated text that were seen
    public static Metered counted(long input, long outputBytes) {
        return new Metered(new Tokens(input, 0, 0, 0, (outputBytes + 3) / 4, 0), Source.COUNTED);
    }

    public static Metered reported(Tokens tokens) {
        return new Metered(tokens, Source.REPORTED);
    }
}
