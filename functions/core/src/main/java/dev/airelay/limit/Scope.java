package dev.airelay.limit;

/// Whose limit it is.
public enum Scope {
    KEY,
    USER
}
