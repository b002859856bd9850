package dev.airelay.relaying;

import java.util.SplittableRandom;

/// Where a network happens to cut a body: how much the next read gets of what is left.
@FunctionalInterface
public interface Cuts {
    /// @param left at least one
    /// @return from one to `left`
    int next(int left);

    static Cuts whole() {
        return left -> left;
    }

    static Cuts eachByte() {
        return _ -> 1;
    }

    /// Pieces of all sizes, small ones more often; the same for the same seed.
    static Cuts random(long seed) {
        var random = new SplittableRandom(seed);
        return left -> 1 + random.nextInt(Math.min(left, 1 << random.nextInt(1, 10)));
    }
}
