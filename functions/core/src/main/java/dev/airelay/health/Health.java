package dev.airelay.health;

import java.time.Duration;
import java.time.Instant;

/// What is known of one channel, at one moment. Immutable; every change makes another one.
///
/// Old news fade: sums of successes and failures halve every [#HALF_LIFE]. The circuit opens after
/// a run of failures without an answer between them: a short one when answers are rare, a longer
/// one whatever was before.
///
/// No asker closes a channel to others. What an asker's own requests may have provoked opens a
/// circuit of that asker's own; the one of everybody opens by it only as far as others saw the
/// like: whoever saw most counts for no more than all the others together. Failures that no request
/// can provoke count in full, and so does what askers saw once the relay's own probe fails too.
///
/// @param good faded number of answers
/// @param bad faded sum of failures by their weight, of those that count in full
/// @param run weight of those since the last answer
/// @param at when the sums were last brought up to date; all moments are kept to the millisecond,
///   and the epoch means never
/// @param circuit closes the channel to everybody
/// @param reason the latest failure's metric name; empty when there was none
/// @param failingSince since when it does nothing but fail for everybody: the first failure that
///   counts in full, or the opening of the circuit; the epoch when an answer has followed
/// @param checkedAt the latest scheduled probe
public record Health(
        double good,
        double bad,
        double run,
        Instant at,
        SharedCircuit circuit,
        String reason,
        Instant failingSince,
        Instant checkedAt,
        FirstTokens firstTokens,
        Askers askers,
        Rests rests) {
    /// Nothing is known.
    public static final Health UNKNOWN =
            new Health(
                    0,
                    0,
                    0,
                    Instant.EPOCH,
                    SharedCircuit.CLOSED,
                    "",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    FirstTokens.NONE,
                    Askers.NONE,
                    Rests.NONE);

    public static final Duration HALF_LIFE = Duration.ofSeconds(20);

    /// As far as it concerns one asker.
    ///
    /// @param asker as [Observation] knows it; empty: the relay itself, whom only what counts for
    ///   everybody concerns
    public HealthView to(String asker) {
        return new HealthView(this, ShortHash.of(asker));
    }

    /// Whether the circuit is open that closes the channel to everybody.
    public boolean open() {
        return circuit.open();
    }

    /// Whether an answer is no news for anybody but, perhaps, the asker who got it.
    boolean clean() {
        return run == 0 && !open() && !askers.anyRun();
    }

    /// After this asker was let through to try what is open, so that others wait for their turn.
    public Health probing(String asker, Instant when) {
        var change = new HealthChange(this, HealthChange.millis(when));
        change.claim(ShortHash.of(asker));
        return change.health();
    }

    /// Whether its latest scheduled probe is so long ago, or there was none.
    public boolean checkDue(Duration interval, Instant now) {
        return !now.isBefore(checkedAt.plus(interval));
    }

    public Health after(Observation seen, Instant when) {
        var change = new HealthChange(this, HealthChange.millis(when));
        change.see(seen);
        return change.health();
    }

    /// What is left of old news.
    double fade(Instant now) {
        return fade(at, now);
    }

    static double fade(Instant from, Instant now) {
        double age = Math.max(0, Duration.between(from, now).toMillis());
        return Math.pow(0.5, age / HALF_LIFE.toMillis());
    }
}
