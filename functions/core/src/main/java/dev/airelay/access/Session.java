package dev.airelay.access;

/// A user who has signed in to the control plane.
///
/// @param userId never empty
/// @param signInId the sign-in with which it ends; empty when it ends with its token alone
public record Session(String userId, Role role, String signInId) {
    /// @throws IllegalArgumentException when there is no user id
    public Session {
        if (userId.isEmpty()) {
            throw new IllegalArgumentException("a session without a user");
        }
    }

    /// One that ends with its token alone.
    public Session(String userId, Role role) {
        this(userId, role, "");
    }

    /// Whether the user may do what concerns others.
    public boolean isAdmin() {
        return role != Role.USER;
    }
}
