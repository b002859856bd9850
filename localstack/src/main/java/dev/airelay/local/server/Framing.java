package dev.airelay.local.server;

/// Where a request's body ends.
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112.html#section-6.3 (read 2026-11-27).
sealed interface Framing {
    record None() implements Framing {}

    /// @param bytes above zero
    record Length(long bytes) implements Framing {}

    record Chunked() implements Framing {}
}
