package dev.airelay.health;

import java.time.Instant;

/// The circuit that closes a channel to everybody. Immutable.
///
/// Two askers may try in each cool-down, one try each: nobody can use up the try of all others with
/// requests that fail wherever they go, or that take forever.
///
/// @param triedBy mark of the asker who made the latest try; [ShortHash#NONE] when there was none
///   since it opened or its cool-down grew
/// @param triedAt when; the epoch when there was none
record SharedCircuit(Circuit circuit, String triedBy, Instant triedAt) {
    static final SharedCircuit CLOSED = new SharedCircuit(Circuit.CLOSED);

    SharedCircuit(Circuit circuit) {
        this(circuit, ShortHash.NONE, Instant.EPOCH);
    }

    boolean open() {
        return circuit.open();
    }

    /// When this asker may make the next try; the epoch while the circuit is closed.
    Instant retryAt(String mark) {
        if (!open() || !hasTried(mark)) {
            return circuit.retryAt();
        }
        Instant again = triedAt.plus(circuit.coolDown());
        return again.isAfter(circuit.retryAt()) ? again : circuit.retryAt();
    }

    private boolean hasTried(String mark) {
        return !triedBy.equals(ShortHash.NONE) && triedBy.equals(mark);
    }

    /// After an asker began a try.
    SharedCircuit claimed(String mark, Instant now) {
        boolean second = !triedBy.equals(ShortHash.NONE) && !triedBy.equals(mark);
        boolean fresh = now.isBefore(triedAt.plus(circuit.coolDown()));
        return new SharedCircuit(second && fresh ? circuit.claimed(now) : circuit, mark, now);
    }

    /// After a try came to nothing: the asker may make another one.
    SharedCircuit released(String mark) {
        return hasTried(mark) ? new SharedCircuit(circuit) : this;
    }

    /// After a try failed that no request can have made fail.
    SharedCircuit tripped(Instant now) {
        return new SharedCircuit(circuit.tripped(now));
    }

    /// After a try failed for which the request may be to blame: it counts when two have been made.
    SharedCircuit doubted(Instant now) {
        boolean both = !triedBy.equals(ShortHash.NONE) && now.isBefore(circuit.retryAt());
        return both ? tripped(now) : this;
    }
}
