package dev.airelay.access;

/// A key together with its owner, as the store knew them at one moment.
public record Access(RelayKey key, User user) {
    /// Whether a path that names this group, or none, may be used: a key bound to a group uses that
    /// one, an unbound key those that its owner may choose.
    public boolean allowsGroup(String asked) {
        String bound = key.grant().group();
        return asked.isEmpty() || (bound.isEmpty() ? user.mayChoose(asked) : bound.equals(asked));
    }
}
