package dev.airelay.identity;

import java.util.List;
import java.util.Optional;

/// Where sign-ins are kept. Reads are strongly consistent: what was removed is not found any more.
/// Every method throws [dev.airelay.failure.StoreException] when the store does not answer. Safe
/// for use by many threads.
public interface SignInStore {
    void add(SignIn signIn);

    /// All of a member's, expired ones perhaps among them, in no particular order.
    List<SignIn> of(String userId);

    /// Stores another state of a sign-in.
    ///
    /// @return false when `before` does not have the token that holds now, or is gone; nothing was
    ///   stored then
    boolean replace(SignIn before, SignIn after);

    /// @return whether it was there
    boolean remove(String userId, String id);

    /// A sign-in; empty when it is none, or over.
    Optional<SignIn> find(String userId, String id);
}
