package dev.airelay.json;

/// One change to a run of bytes: those from `from` (inclusive) to `to` (exclusive) give way to
/// `replacement`. An insertion has `from == to`.
public record Splice(
        int from, int to, @SuppressWarnings("ArrayRecordComponent") byte[] replacement) {}
