package dev.airelay.health;

/// What of a channel may rest: what should rather not be used for a while, though it can be.
public sealed interface RestTarget {
    /// The same for the same thing only.
    String mark();

    /// One of its keys.
    record Key(String id) implements RestTarget {
        @Override
        public String mark() {
            return ShortHash.of("key " + id);
        }
    }

    /// One of its models.
    ///
    /// @param name as the upstream calls it
    record Model(String name) implements RestTarget {
        @Override
        public String mark() {
            return ShortHash.of("model " + name);
        }
    }
}
