package dev.airelay.health;

import java.time.Instant;

/// One step from what was known of a channel to what is. One use, one thread.
final class HealthChange {
    /// Failures without an answer between them that open a circuit when the window has no more
    /// answers than failures.
    private static final double SHORT_RUN = 3;

    /// Failures without an answer between them that open it whatever was before.
    private static final double LONG_RUN = 5;

    private final Instant now;
    private double good;
    private double bad;
    private double run;
    private Instant at;
    private SharedCircuit circuit;
    private String reason;
    private Instant failingSince;
    private Instant checkedAt;
    private FirstTokens firstTokens;
    private Askers askers;
    private Rests rests;

    HealthChange(Health before, Instant now) {
        this.now = now;
        good = before.good();
        bad = before.bad();
        run = before.run();
        at = before.at();
        circuit = before.circuit();
        reason = before.reason();
        failingSince = before.failingSince();
        checkedAt = before.checkedAt();
        firstTokens = before.firstTokens();
        askers = before.askers();
        rests = before.rests();
    }

    Health health() {
        return new Health(
                good,
                bad,
                run,
                at,
                circuit,
                reason,
                failingSince,
                checkedAt,
                firstTokens,
                askers,
                rests);
    }

    void see(Observation seen) {
        switch (seen) {
            case Observation.Answered answered -> answered(answered);
            case Observation.Failed failed when failed.weight() > 0 -> failed(failed);
            case Observation.Failed _ -> {}
            case Observation.Refused(String asker) -> refused(ShortHash.of(asker));
            case Observation.Rested(RestTarget what, Instant until, String asker) ->
                    rests =
                            rests.with(
                                    new Rests.Rest(what.mark(), ShortHash.of(asker), millis(until)),
                                    now);
            case Observation.Checked() -> checkedAt = now;
        }
    }

    /// An asker was let through to try what is open.
    void claim(String mark) {
        if (circuit.open()) {
            circuit = circuit.claimed(mark, now);
        }
        AskerHealth own = askers.of(mark);
        if (own.open()) {
            askers = askers.with(own.with(own.circuit().claimed(now)));
        }
    }

    private void answered(Observation.Answered answered) {
        fade();
        String mark = ShortHash.of(answered.asker());
        good += answered.times();
        if (answered.firstTokenMillis() >= 0) {
            firstTokens = firstTokens.with(mark, answered.firstTokenMillis(), answered.times());
        }
        if (answered.probe()) {
            close(mark);
        }
        if (!circuit.open()) {
            run = 0;
            failingSince = Instant.EPOCH;
            askers = askers.map(one -> (one.isOf(mark) ? one.answered() : one).runEnded());
        }
    }

    /// What a good try closes; a try of the relay's own closes everything.
    private void close(String mark) {
        if (circuit.open()) {
            circuit = SharedCircuit.CLOSED;
            bad = 0;
            askers = Askers.NONE;
        } else {
            askers = askers.butOpen(one -> mark.equals(ShortHash.NONE) || one.isOf(mark));
        }
    }

    private void refused(String mark) {
        circuit = circuit.released(mark);
        askers = askers.butOpen(one -> one.isOf(mark));
    }

    private void failed(Observation.Failed failed) {
        fade();
        reason = failed.reason();
        boolean relays = failed.asker().isEmpty();
        if (relays && failed.probe()) {
            confirm();
        }
        if (failed.inFull()) {
            bad += failed.weight();
            run += failed.weight();
            failing();
        }
        if (!relays) {
            own(failed, ShortHash.of(failed.asker()));
        }
        if (!circuit.open()) {
            openForAll();
        } else if (failed.probe()) {
            circuit = failed.inFull() ? circuit.tripped(at) : circuit.doubted(at);
        }
    }

    /// What askers saw since the latest answer is no fault of theirs.
    private void confirm() {
        double seen = askers.sum(AskerHealth::runOfAll);
        run += seen;
        bad += seen;
        askers = askers.map(AskerHealth::confirmed);
    }

    private void failing() {
        if (failingSince.equals(Instant.EPOCH)) {
            failingSince = at;
        }
    }

    private void own(Observation.Failed failed, String mark) {
        AskerHealth own = askers.of(mark);
        if (!failed.inFull()) {
            own = own.failed(failed.weight());
        }
        if (!own.clean()) {
            askers = askers.with(own.with(ownCircuit(failed, own)));
        }
    }

    private Circuit ownCircuit(Observation.Failed failed, AskerHealth own) {
        if (own.open()) {
            return failed.probe() ? own.circuit().tripped(at) : own.circuit();
        }
        if (circuit.open() && failed.probe()) {
            return circuit.circuit().tripped(at);
        }
        boolean opens = opens(own.run() + run, own.bad() + bad);
        return opens ? Circuit.opened(at, 0) : Circuit.CLOSED;
    }

    private void openForAll() {
        if (opens(
                askers.counted(run, AskerHealth::runOfAll),
                askers.counted(bad, AskerHealth::bad))) {
            circuit = new SharedCircuit(Circuit.opened(at, 0));
            failing();
        }
    }

    private boolean opens(double failuresInARow, double failures) {
        return failuresInARow >= LONG_RUN || (failuresInARow >= SHORT_RUN && failures >= good);
    }

    /// A clock that is behind the one that wrote last fades nothing.
    private void fade() {
        double fade = Health.fade(at, now);
        good *= fade;
        bad *= fade;
        at = now.isAfter(at) ? now : at;
        askers = askers.map(one -> one.faded(fade)).butForgettable();
    }

    static Instant millis(Instant moment) {
        return Instant.ofEpochMilli(moment.toEpochMilli());
    }
}
