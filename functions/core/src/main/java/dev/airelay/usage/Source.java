package dev.airelay.usage;

/// Where token counts come from.
public enum Source {
    /// The upstream said so.
    REPORTED,
    /// The upstream did not say, or not all of it; estimated from the text that was seen.
    COUNTED,
    /// Nothing was used.
    NONE
}
