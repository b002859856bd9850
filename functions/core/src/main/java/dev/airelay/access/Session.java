package dev.airelay.access;

/// A user who has signed in to the control plane.
///
/// @param userId never empty
public record Session(String userId, Role role) {
    /// @throws IllegalArgumentException when there is no user id
    public Session {
        if (userId.isEmpty()) {
            throw new IllegalArgumentException("a session without a user");
        }
    }

    /// Whether the user may do what concerns others.
    public boolean isAdmin() {
        return role != Role.USER;
    }
}
