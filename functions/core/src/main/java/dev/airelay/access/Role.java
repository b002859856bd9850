package dev.airelay.access;

/// What a signed-in user may do.
public enum Role {
    /// Whatever an administrator may, and change administrators.
    SUPER_ADMIN,
    ADMIN,
    /// Only what is their own.
    USER
}
