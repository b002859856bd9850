package dev.airelay.upstream;

/// Where a channel stands among those that serve the same model.
///
/// @param priority higher is tried first
/// @param weight share among channels of the same priority, 1 or more
public record Rank(int priority, int weight) {
    public static final Rank USUAL = new Rank(0, 1);

    public Rank {
        if (weight < 1) {
            throw new IllegalArgumentException("a weight is 1 or more");
        }
    }
}
