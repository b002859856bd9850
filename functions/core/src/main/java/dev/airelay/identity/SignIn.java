package dev.airelay.identity;

import java.time.Instant;

/// One device on which a member is signed in, from the login to the logout.
///
/// @param credentials the member's count at the login; it holds while the member's is the same
/// @param expiresAt when it is over unless a token is used before
public record SignIn(
        String userId,
        String id,
        RefreshChain chain,
        Device device,
        long credentials,
        Instant createdAt,
        Instant expiresAt) {
    SignIn with(RefreshChain next, Instant newEnd) {
        return new SignIn(userId, id, next, device, credentials, createdAt, newEnd);
    }

    SignIn withCredentials(long count) {
        return new SignIn(userId, id, chain, device, count, createdAt, expiresAt);
    }
}
