package dev.airelay.dialect.openairesponses;

/// How much a stream of items has written: pieces come first, then each item again as a whole, then
/// all of them. What comes twice counts once, what never came in pieces counts too.
final class ItemText {
    private long ended;
    private long growing;

    /// A piece of an item that has not ended.
    void grows(long tokens) {
        growing += tokens;
    }

    /// An item has ended and is this long.
    void ends(long tokens) {
        ended += Math.max(growing, tokens);
        growing = 0;
    }

    /// All items together are this long.
    void atLeast(long tokens) {
        growing = Math.max(growing, tokens - ended);
    }

    long tokens() {
        return ended + growing;
    }
}
