package dev.airelay.identity;

import java.time.Instant;

/// A right to join, for whoever has its code; good for one.
///
/// @param hash keyed hash of the code
/// @param createdBy user id of the administrator
public record Invitation(String hash, String createdBy, Instant createdAt, Instant expiresAt) {}
