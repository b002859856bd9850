package dev.airelay.health;

import java.time.Instant;

/// What is known of one channel, as far as it concerns one asker: what counts for everybody, and
/// what came of the asker's own requests. Immutable.
public final class HealthView {
    private final Health health;
    private final String mark;
    private final AskerHealth own;

    HealthView(Health health, String mark) {
        this.health = health;
        this.mark = mark;
        this.own = health.askers().of(mark);
    }

    /// Whether the asker may use the channel by a try only: the circuit that closes it to all is
    /// open, or the asker's own.
    public boolean open() {
        return health.open() || own.open();
    }

    /// When the asker may try; the epoch while nothing is open.
    public Instant retryAt() {
        Instant all = health.circuit().retryAt(mark);
        return own.retryAt().isAfter(all) ? own.retryAt() : all;
    }

    /// Whether something is open and it is time to try.
    public boolean mayProbe(Instant now) {
        return open() && !now.isBefore(retryAt());
    }

    /// How well the channel does: 1 when nothing speaks against it, near 0 when it does nothing but
    /// fail. Of the other askers' failures those of the one who has most are left out.
    public double score(Instant now) {
        double fade = health.fade(now);
        return (health.good() * fade + 1) / ((health.good() + failures()) * fade + 1);
    }

    /// As in [#score(Instant)]; faded until the latest news.
    public double failures() {
        double others = health.askers().without(mark).sumButLargest(AskerHealth::bad);
        return health.bad() + own.bad() + others;
    }

    /// Smoothed time until the first content; zero when unknown.
    public double firstTokenMillis() {
        return health.firstTokens().of(mark);
    }

    /// Whether something of the channel should rather not be used.
    public boolean rests(RestTarget what, Instant now) {
        return health.rests().holds(what, mark, now);
    }

    /// Whether an answer is no news worth telling at once.
    public boolean clean() {
        return health.clean() && own.clean();
    }
}
