package dev.airelay.usage;

/// Where token counts come from.
public enum Source {
    /// The upstream said so.
    REPORTED,
    /// The upstream did not say; estimated from the bytes that were seen (four bytes of text count
    /// as one token).
    COUNTED,
    /// Nothing was used.
    NONE
}
