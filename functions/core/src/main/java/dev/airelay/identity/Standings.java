package dev.airelay.identity;

import java.util.Optional;

/// Tells for each request of the control plane whether its sign-in still holds, in one read.
/// Strongly consistent; throws [dev.airelay.failure.StoreException] when the store does not answer.
/// Safe for use by many threads.
@FunctionalInterface
public interface Standings {
    /// Empty when there is no such sign-in, or no such member.
    Optional<Standing> standing(String userId, String signInId);
}
