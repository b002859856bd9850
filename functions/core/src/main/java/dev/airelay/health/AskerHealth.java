package dev.airelay.health;

import java.time.Instant;

/// How a channel does by those failures of one asker that its own requests may have provoked.
/// Immutable.
///
/// @param mark of the asker
/// @param bad faded sum of them
/// @param run weight of those since this asker's latest answer
/// @param runOfAll weight of those since anybody's latest answer
/// @param circuit closes the channel to this asker alone
record AskerHealth(String mark, double bad, double run, double runOfAll, Circuit circuit) {
    private static final double FORGETTABLE = 0.05;

    static AskerHealth unknown(String mark) {
        return new AskerHealth(mark, 0, 0, 0, Circuit.CLOSED);
    }

    boolean isOf(String asker) {
        return mark.equals(asker);
    }

    boolean open() {
        return circuit.open();
    }

    /// When this asker may use the channel again; the epoch when nothing keeps it from that.
    Instant retryAt() {
        return circuit.retryAt();
    }

    boolean clean() {
        return run == 0 && !open();
    }

    boolean forgettable() {
        return clean() && runOfAll == 0 && bad < FORGETTABLE;
    }

    AskerHealth faded(double fade) {
        return new AskerHealth(mark, bad * fade, run, runOfAll, circuit);
    }

    AskerHealth failed(double weight) {
        return new AskerHealth(mark, bad + weight, run + weight, runOfAll + weight, circuit);
    }

    /// After an answer to this asker; one that was under way when the circuit opened says little.
    AskerHealth answered() {
        return open() ? this : new AskerHealth(mark, bad, 0, runOfAll, circuit);
    }

    AskerHealth runEnded() {
        return new AskerHealth(mark, bad, run, 0, circuit);
    }

    /// After what was told for this asker alone came to count in full.
    AskerHealth confirmed() {
        return new AskerHealth(mark, Math.max(0, bad - runOfAll), 0, 0, circuit);
    }

    AskerHealth with(Circuit next) {
        return new AskerHealth(mark, bad, run, runOfAll, next);
    }
}
