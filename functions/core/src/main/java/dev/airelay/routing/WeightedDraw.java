package dev.airelay.routing;

import dev.airelay.hash.Fnv1a;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/// Draws by weight: of several lots the largest wins, each as often as its weight is its share of
/// all weights, and those that are left are drawn likewise.
///
/// A lot is ln(u) / weight with u even in (0, 1): Efraimidis and Spirakis, "Weighted random
/// sampling with a reservoir", 2006 (https://doi.org/10.1016/j.ipl.2005.11.003, read 2026-11-21).
/// For a conversation u is a hash of it and of who draws, so that every process draws the same
/// without remembering anything, and a channel that comes or goes moves only the conversations that
/// it wins or loses (rendezvous hashing, https://en.wikipedia.org/wiki/Rendezvous_hashing, read
/// 2026-11-21).
final class WeightedDraw {
    private static final double STEPS = 0x1p53;

    private final OptionalLong conversation;
    private final RandomGenerator random;

    WeightedDraw(OptionalLong conversation, RandomGenerator random) {
        this.conversation = conversation;
        this.random = random;
    }

    /// Whether the same conversation draws the same again.
    boolean steady() {
        return conversation.isPresent();
    }

    double draw(String who, double weight) {
        long bits = conversation.isPresent() ? mixed(who) : random.nextLong();
        double even = ((bits >>> 11) + 0.5) / STEPS;
        return Math.log(even) / weight;
    }

    /// FNV-1a over the name, then the finalizer of MurmurHash3
    /// (https://github.com/aappleby/smhasher/wiki/MurmurHash3, read 2026-11-21).
    private long mixed(String who) {
        long hash = Fnv1a.of(who) ^ conversation.orElseThrow();
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
