package dev.airelay.access;

import dev.airelay.limit.Limits;

/// Someone who owns keys and pays for what they use.
///
/// @param limits over all keys together
/// @param revision grows with each change of this record; starts at 1
public record User(String id, String name, boolean enabled, Limits limits, long revision) {
    public User withRevision(long next) {
        return new User(id, name, enabled, limits, next);
    }
}
