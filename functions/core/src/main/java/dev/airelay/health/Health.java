package dev.airelay.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// What is known of one channel, at one moment. Immutable; every change makes another one.
///
/// Old news fade: sums of successes and failures halve every [#HALF_LIFE]. The circuit opens after
/// a run of failures without an answer between them: a short one when answers are rare, a longer
/// one whatever was before. While it is open nobody uses the channel, but for one request each
/// cool-down, which closes it again or lengthens the next cool-down.
///
/// @param good faded number of answers
/// @param bad faded sum of failures by their weight
/// @param run weight of the failures since the last answer
/// @param firstTokenMillis smoothed time until the first content; zero when unknown
/// @param at when the sums were last brought up to date; all moments are kept to the millisecond,
///   and the epoch means never
/// @param retryAt when the next request may try the open circuit; the epoch while it is closed
/// @param trips how often a try has failed since the circuit opened
/// @param reason the latest failure's metric name; empty when there was none
/// @param failingSince the first failure that no answer has followed; the epoch when there is none
/// @param checkedAt the latest scheduled probe
/// @param cooling key id → until when it should rather not be used
public record Health(
        double good,
        double bad,
        double run,
        double firstTokenMillis,
        Instant at,
        Instant retryAt,
        int trips,
        String reason,
        Instant failingSince,
        Instant checkedAt,
        Map<String, Instant> cooling) {
    /// Nothing is known.
    public static final Health UNKNOWN =
            new Health(
                    0,
                    0,
                    0,
                    0,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    0,
                    "",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Map.of());

    public static final Duration HALF_LIFE = Duration.ofSeconds(20);

    /// Failures without an answer between them that open the circuit when the window has no more
    /// answers than failures.
    static final double SHORT_RUN = 3;

    /// Failures without an answer between them that open it whatever was before.
    static final double LONG_RUN = 5;

    private static final Duration FIRST_COOL_DOWN = Duration.ofSeconds(5);
    private static final Duration LONGEST_COOL_DOWN = Duration.ofSeconds(20);
    private static final double SMOOTHING = 0.8;

    public Health {
        cooling = Map.copyOf(cooling);
    }

    /// Whether nobody but a probe may use the channel.
    public boolean open() {
        return !retryAt.equals(Instant.EPOCH);
    }

    /// Whether the circuit is open and it is time to try.
    public boolean mayProbe(Instant now) {
        return open() && !now.isBefore(retryAt);
    }

    /// After somebody was let through to try the open circuit, so that nobody else is until the
    /// next cool-down ends.
    public Health probing(Instant now) {
        return withCircuit(millis(now).plus(coolDown()), trips);
    }

    /// Whether its latest scheduled probe is so long ago, or there was none.
    public boolean checkDue(Duration interval, Instant now) {
        return !now.isBefore(checkedAt.plus(interval));
    }

    /// How well it does: 1 when nothing speaks against it, near 0 when it does nothing but fail.
    public double score(Instant now) {
        double fade = fade(now);
        return (good * fade + 1) / ((good + bad) * fade + 1);
    }

    /// Whether a key should rather not be used.
    public boolean cooling(String keyId, Instant now) {
        return now.isBefore(cooling.getOrDefault(keyId, Instant.MIN));
    }

    /// Whether an answer is no news worth telling at once.
    public boolean clean() {
        return run == 0 && !open();
    }

    public Health after(Observation seen, Instant when) {
        Instant now = millis(when);
        return switch (seen) {
            case Observation.Answered answered -> faded(now).answered(answered);
            case Observation.Failed failed -> faded(now).failed(failed);
            case Observation.KeyCooled(String key, Instant until) -> cooled(key, until, now);
            case Observation.Checked() ->
                    new Health(
                            good,
                            bad,
                            run,
                            firstTokenMillis,
                            at,
                            retryAt,
                            trips,
                            reason,
                            failingSince,
                            now,
                            cooling);
        };
    }

    private Health answered(Observation.Answered answered) {
        double kept = Math.pow(SMOOTHING, answered.times());
        double latest = answered.firstTokenMillis();
        double smooth =
                latest < 0
                        ? firstTokenMillis
                        : firstTokenMillis == 0
                                ? latest
                                : firstTokenMillis * kept + latest * (1 - kept);
        boolean closes = open() && answered.probe();
        boolean staysOpen = open() && !closes;
        return new Health(
                good + answered.times(),
                closes ? 0 : bad,
                staysOpen ? run : 0,
                smooth,
                at,
                staysOpen ? retryAt : Instant.EPOCH,
                staysOpen ? trips : 0,
                reason,
                staysOpen ? failingSince : Instant.EPOCH,
                checkedAt,
                cooling);
    }

    private Health failed(Observation.Failed failed) {
        if (failed.weight() == 0) {
            return this;
        }
        double more = bad + failed.weight();
        double longer = run + failed.weight();
        Instant since = failingSince.equals(Instant.EPOCH) ? at : failingSince;
        var worse =
                new Health(
                        good,
                        more,
                        longer,
                        firstTokenMillis,
                        at,
                        retryAt,
                        trips,
                        failed.reason(),
                        since,
                        checkedAt,
                        cooling);
        if (open()) {
            return failed.probe() ? worse.withCircuit(trips + 1) : worse;
        }
        boolean opens = longer >= LONG_RUN || (longer >= SHORT_RUN && more >= good);
        return opens ? worse.withCircuit(0) : worse;
    }

    private Health cooled(String keyId, Instant until, Instant now) {
        var kept = new TreeMap<String, Instant>();
        cooling.forEach((key, end) -> {
            if (now.isBefore(end)) {
                kept.put(key, end);
            }
        });
        kept.merge(keyId, millis(until), (one, other) -> one.isAfter(other) ? one : other);
        return new Health(
                good,
                bad,
                run,
                firstTokenMillis,
                at,
                retryAt,
                trips,
                reason,
                failingSince,
                checkedAt,
                kept);
    }

    private Health withCircuit(int nextTrips) {
        var tripped = withCircuit(retryAt, nextTrips);
        return tripped.withCircuit(at.plus(tripped.coolDown()), nextTrips);
    }

    private Health withCircuit(Instant nextTry, int nextTrips) {
        return new Health(
                good,
                bad,
                run,
                firstTokenMillis,
                at,
                nextTry,
                nextTrips,
                reason,
                failingSince,
                checkedAt,
                cooling);
    }

    private Duration coolDown() {
        Duration longer = FIRST_COOL_DOWN.multipliedBy(1L << Math.min(trips, 10));
        return longer.compareTo(LONGEST_COOL_DOWN) < 0 ? longer : LONGEST_COOL_DOWN;
    }

    /// A clock that is behind the one that wrote last fades nothing.
    private Health faded(Instant now) {
        double fade = fade(now);
        return new Health(
                good * fade,
                bad * fade,
                run,
                firstTokenMillis,
                now.isAfter(at) ? now : at,
                retryAt,
                trips,
                reason,
                failingSince,
                checkedAt,
                cooling);
    }

    private double fade(Instant now) {
        double age = Math.max(0, Duration.between(at, now).toMillis());
        return Math.pow(0.5, age / HALF_LIFE.toMillis());
    }

    private static Instant millis(Instant moment) {
        return Instant.ofEpochMilli(moment.toEpochMilli());
    }
}
