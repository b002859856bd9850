package dev.airelay.access;

import dev.airelay.limit.Limits;
import java.util.Set;

/// Someone who owns keys and pays for what they use.
///
/// @param limits over all keys together
/// @param groups that their unbound keys may name in a path: slugs, or `*` for every group; empty:
///   none. Each group has prices of its own, so that the choice is a right
/// @param revision grows with each change of this record; starts at 1
public record User(
        String id, String name, boolean enabled, Limits limits, Set<String> groups, long revision) {
    public static final Set<String> EVERY_GROUP = Set.of("*");

    public User {
        groups = Set.copyOf(groups);
    }

    boolean mayChoose(String group) {
        return groups.contains("*") || groups.contains(group);
    }

    public User withRevision(long next) {
        return new User(id, name, enabled, limits, groups, next);
    }
}
