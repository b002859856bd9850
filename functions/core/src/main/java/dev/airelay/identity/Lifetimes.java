package dev.airelay.identity;

import java.time.Duration;

/// How long tokens live.
///
/// @param access of an access token
/// @param refresh of a refresh token, from its issue; so long may a device rest
/// @param grace so long the token that was just replaced still leads to its successor, for tabs
///   that refresh at the same moment, and for answers that were lost
public record Lifetimes(Duration access, Duration refresh, Duration grace) {
    public static final Lifetimes USUAL =
            new Lifetimes(Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofSeconds(10));
}
