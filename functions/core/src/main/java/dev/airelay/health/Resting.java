package dev.airelay.health;

/// What of a channel may rest: what should rather not be used for a while, though it can be.
public sealed interface Resting {
    /// The same for the same thing only.
    String mark();

    /// One of its keys.
    record Key(String id) implements Resting {
        @Override
        public String mark() {
            return Mark.of("key " + id);
        }
    }

    /// One of its models.
    ///
    /// @param name as the upstream calls it
    record Model(String name) implements Resting {
        @Override
        public String mark() {
            return Mark.of("model " + name);
        }
    }
}
