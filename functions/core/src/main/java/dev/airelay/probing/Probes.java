package dev.airelay.probing;

import dev.airelay.access.Revisions;
import dev.airelay.failure.StoreException;
import dev.airelay.health.ChannelBoard;
import dev.airelay.health.Health;
import dev.airelay.health.HealthReports;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.health.Observation;
import dev.airelay.health.Observation.Answered;
import dev.airelay.health.Observation.Failed;
import dev.airelay.health.RestTarget;
import dev.airelay.probing.TestReport.Fails;
import dev.airelay.probing.TestReport.Limited;
import dev.airelay.probing.TestReport.NotSent;
import dev.airelay.probing.TestReport.Works;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.UpstreamKey;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;

/// Probes channels as their [dev.airelay.upstream.HealthCheck] says, takes out those that have
/// failed for long, and lets them in again. Safe for many threads and many processes at once: each
/// probe is claimed on the board first.
///
/// Only channels with a scheduled check are ever taken out, since nothing would bring the others
/// back; and only by a probe that has just failed, which for a channel that has failed for long is
/// made even when it is not due yet. Disabled channels are left alone.
public final class Probes {
    /// How long a channel fails before it is taken out.
    public static final Duration LONG_FAILING = Duration.ofMinutes(10);

    /// Probes that one run makes at the same time.
    public static final int AT_ONCE = 8;

    /// A run begins no more probes after so long: the next run does.
    public static final Duration BEGINS_WITHIN = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(Probes.class.getName());
    private static final int MOST_KEYS = 3;

    /// Probes are nobody's requests.
    private static final String RELAY = "";

    /// What probes read and change.
    public record Ports(
            ChannelStore channels, ChannelBoard board, Revisions revisions, Alerts alerts) {}

    private final ChannelStore channels;
    private final ChannelBoard board;
    private final HealthReports reports;
    private final Suspension suspension;
    private final ChannelTest test;
    private final InstantSource clock;

    public Probes(Ports ports, ChannelTest test, InstantSource clock) {
        this.channels = ports.channels();
        this.board = ports.board();
        this.reports = new HealthReports(board, clock);
        this.suspension = new Suspension(channels, ports.revisions(), ports.alerts());
        this.test = test;
        this.clock = clock;
    }

    /// Probes every channel that is due, and returns when the last one has answered or failed. What
    /// goes wrong with one channel is logged and keeps no other from being probed.
    ///
    /// @throws StoreException when the channels or their health cannot be read
    public void run() {
        suspension.catchUp();
        Instant begun = clock.instant();
        HealthSnapshot known = board.healths();
        List<Channel> due =
                channels.all().stream()
                        .filter(Probes::watched)
                        .filter(channel -> due(channel, known.of(channel.id()), begun))
                        .sorted(Comparator.comparing(channel -> known.of(channel.id()).checkedAt()))
                        .toList();
        try (var threads =
                Executors.newFixedThreadPool(
                        AT_ONCE, Thread.ofVirtual().name("probe-", 0).factory())) {
            due.forEach(channel -> threads.execute(() -> attempt(channel, known, begun)));
        }
    }

    private static boolean watched(Channel channel) {
        return channel.check().scheduled() && !(channel.status() instanceof ChannelStatus.Disabled);
    }

    private static boolean due(Channel channel, Health health, Instant now) {
        return health.checkDue(interval(channel, health, now), now);
    }

    private static Duration interval(Channel channel, Health health, Instant now) {
        Duration interval = channel.check().interval();
        boolean sooner =
                failsForLong(channel, health, now) && interval.compareTo(ChannelTest.LONGEST) > 0;
        return sooner ? ChannelTest.LONGEST : interval;
    }

    /// Whether a channel that requests may go to has done nothing but fail for so long that they
    /// should not.
    private static boolean failsForLong(Channel channel, Health health, Instant now) {
        return channel.enabled()
                && health.open()
                && !now.isBefore(health.failingSince().plus(LONG_FAILING));
    }

    private void attempt(Channel channel, HealthSnapshot known, Instant begun) {
        try {
            Instant now = clock.instant();
            Duration interval = interval(channel, known.of(channel.id()), begun);
            if (now.isBefore(begun.plus(BEGINS_WITHIN))
                    && reports.mayCheck(known, channel.id(), interval)) {
                probe(channel, known.of(channel.id()));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "channel " + channel.id() + " could not be probed", e);
        }
    }

    private void probe(Channel channel, Health health) {
        TestReport report = test(channel, health);
        switch (report.result()) {
            case Works(long firstTokenMillis) -> worked(channel, firstTokenMillis);
            case Fails(String metric, _) -> {
                LOG.log(Level.INFO, "a probe of channel {0} failed: {1}", channel.id(), metric);
                tell(channel, new Failed(metric, 1, true, RELAY, false));
                suspendIfLong(channel, report);
            }
            case Limited _, NotSent _ -> {}
        }
    }

    /// It comes back even when its circuit cannot be closed: requests will try that.
    private void worked(Channel channel, long firstTokenMillis) {
        try {
            tell(channel, new Answered(1, firstTokenMillis, true, RELAY));
        } finally {
            if (channel.status() instanceof ChannelStatus.Suspended was) {
                suspension.recover(channel, was);
            }
        }
    }

    /// With one key after the other until one works; those that requests were turned away with come
    /// last.
    ///
    /// @return the first that works, else the first that says something about the channel
    private TestReport test(Channel channel, Health health) {
        Instant now = clock.instant();
        List<UpstreamKey> keys =
                channel.target().keys().stream()
                        .sorted(
                                Comparator.comparing(key ->
                                        health.to(RELAY).rests(new RestTarget.Key(key.id()), now)))
                        .limit(MOST_KEYS)
                        .toList();
        var failed = new ArrayList<TestReport>();
        for (UpstreamKey key : keys) {
            TestReport report = test.run(channel, key, channel.check().model());
            if (report.works()) {
                return report;
            }
            failed.add(report);
        }
        return failed.stream()
                .filter(report -> report.result() instanceof Fails)
                .findFirst()
                .orElse(failed.getFirst());
    }

    private void tell(Channel channel, Observation seen) {
        reports.tell(board.healths(), channel.id(), List.of(seen));
    }

    private void suspendIfLong(Channel channel, TestReport report) {
        Instant now = clock.instant();
        Health health = board.healths().of(channel.id());
        if (failsForLong(channel, health, now)) {
            suspension.suspend(channel, health.failingSince(), report, now);
        }
    }
}
