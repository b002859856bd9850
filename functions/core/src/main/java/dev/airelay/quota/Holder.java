package dev.airelay.quota;

import dev.airelay.limit.Limits;

/// Whose counters a request is counted on: a key and its owner, with the revisions of the records
/// that were read.
///
/// All counters of one user are kept together, so that one atomic step can see them all.
public record Holder(
        String userId,
        long userRevision,
        Limits userLimits,
        String keyId,
        long keyRevision,
        Limits keyLimits) {}
