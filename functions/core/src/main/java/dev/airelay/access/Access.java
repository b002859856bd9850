package dev.airelay.access;

/// A key together with its owner, as read at one moment.
public record Access(RelayKey key, User user) {}
