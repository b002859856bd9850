package dev.airelay.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Revisions;
import dev.airelay.failure.StoreException;
import dev.airelay.health.Health;
import dev.airelay.health.HealthReports;
import dev.airelay.health.MemoryChannelBoard;
import dev.airelay.health.Observation;
import dev.airelay.health.Observation.Failed;
import dev.airelay.http.Cancellation;
import dev.airelay.relaying.Script;
import dev.airelay.relaying.ScriptedUpstream;
import dev.airelay.secret.FakeVault;
import dev.airelay.secret.Sealed;
import dev.airelay.secret.Secret;
import dev.airelay.time.FakeAlarms;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.HealthCheck;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.MemoryChannelStore;
import dev.airelay.upstream.ServedModels;
import dev.airelay.upstream.Target;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.upstream.UpstreamKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Channels with probes among fakes, on a clock of the test's own. A channel's host is `<id>.test`.
final class ProbeWorld {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final Failed RESET = new Failed("upstream_reset", 1, false, "", false);
    static final Duration INTERVAL = Duration.ofMinutes(5);

    static final String CHAT =
            """
            data: {"choices":[{"delta":{"role":"assistant","content":""}}]}

            data: {"choices":[{"delta":{"content":"ok"}}]}

            """;
    static final String MESSAGES =
            """
            event: message_start
            data: {"type":"message_start","message":{"usage":{"input_tokens":9}}}

            event: content_block_delta
            data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"ok"}}

            """;

    private final FakeVault vault = new FakeVault();
    private final ScriptedUpstream scripted = new ScriptedUpstream();
    private final List<AssertionError> unexpected = new ArrayList<>();
    private volatile Instant now = NOON;
    private final FakeAlarms alarms = new FakeAlarms(() -> now);
    private final MemoryChannelStore channels = new MemoryChannelStore();
    private final MemoryChannelBoard board = new MemoryChannelBoard(() -> now);
    private final Announcements announcements = new Announcements();
    private final List<String> alerts = new ArrayList<>();

    static Script good() {
        return Script.stream(CHAT);
    }

    static Script bad() {
        return Script.json(500, "{\"error\":{\"message\":\"out of order\"}}");
    }

    ChannelTest test() {
        return new ChannelTest(
                vault, this::call, new ChannelTest.Time(() -> now, this::nanos, alarms));
    }

    /// As another process would make them.
    Probes probes() {
        return new Probes(
                new Probes.Ports(channels, board, announcements, new Remembered()),
                test(),
                () -> now);
    }

    private long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    /// Probes of several channels call at once, scripts are for one thread. An error of the test
    /// ends a thread that nobody waits for, so it is kept.
    private UpstreamAnswer call(UpstreamCall call, Timeouts timeouts, Cancellation cancellation) {
        synchronized (scripted) {
            try {
                return scripted.call(call, timeouts, cancellation);
            } catch (AssertionError e) {
                unexpected.add(e);
                throw e;
            }
        }
    }

    /// Every script was played, nothing is left open, and nobody called without one.
    void check() {
        synchronized (scripted) {
            assertEquals(0, scripted.unused());
            assertEquals(0, scripted.open());
            assertEquals(List.of(), unexpected);
        }
    }

    ScriptedUpstream upstream() {
        return scripted;
    }

    void expect(String channelId, Script... next) {
        scripted.expect(channelId + ".test", next);
    }

    void pass(Duration time) {
        now = now.plus(time);
        alarms.ring();
    }

    Instant now() {
        return now;
    }

    int alarmsWaiting() {
        return alarms.waiting();
    }

    Health health(String channelId) {
        return board.healths().of(channelId);
    }

    MemoryChannelBoard board() {
        return board;
    }

    void see(String channelId, Observation... seen) {
        for (Observation one : seen) {
            new HealthReports(board, () -> now).tell(board.healths(), channelId, List.of(one));
        }
    }

    /// Three failures in a row: its circuit opens.
    void fallIll(String channelId) {
        see(channelId, RESET, RESET, RESET);
        assertTrue(health(channelId).open());
    }

    MemoryChannelStore channels() {
        return channels;
    }

    Channel channel(String id) {
        return channels.all().stream()
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Channel saved(Channel channel) {
        return channels.save(channel);
    }

    /// With a scheduled check and so many keys: `sk-<id>-1-0123456789` and so on.
    Channel draft(String id, Kind kind, int keys) {
        var sealed = IntStream.rangeClosed(1, keys).mapToObj(number -> key(id, number)).toList();
        var channel =
                Channel.of(id, kind, URI.create("https://" + id + ".test"), sealed(id, 1))
                        .withServed(new ServedModels(Set.of("*"), Map.of("small", "small-2026")))
                        .withCheck(new HealthCheck("small", INTERVAL));
        var target = channel.target();
        return channel.withTarget(new Target(kind, target.provider(), target.baseUrl(), sealed));
    }

    private UpstreamKey key(String id, int number) {
        return new UpstreamKey(Integer.toString(number), sealed(id, number));
    }

    private Sealed sealed(String id, int number) {
        return vault.seal(
                new Secret("sk-" + id + "-" + number + "-0123456789"), Channel.identity(id));
    }

    /// Under a key that this deployment cannot open.
    Channel locked(Channel channel) {
        var target = channel.target();
        var sealed = vault.seal(new Secret("x"), Channel.identity("other"));
        return channel.withTarget(
                new Target(
                        target.kind(),
                        target.provider(),
                        target.baseUrl(),
                        List.of(new UpstreamKey("1", sealed))));
    }

    /// How often routes were announced.
    int announced() {
        return announcements.answer;
    }

    void announcementsFail(boolean fail) {
        announcements.fail = fail;
    }

    synchronized List<String> alerts() {
        return List.copyOf(alerts);
    }

    private synchronized void alert(String text) {
        alerts.add(text);
    }

    private final class Remembered implements Alerts {
        @Override
        public void channelSuspended(Channel suspended, Instant failingSince, TestReport last) {
            alert("suspended " + suspended.id() + " " + failingSince + " " + last.metric());
        }

        @Override
        public void channelRecovered(Channel recovered, ChannelStatus.Suspended was) {
            alert("recovered " + recovered.id() + " " + was.reason());
        }
    }

    private static final class Announcements implements Revisions {
        private int answer;
        private boolean fail;

        @Override
        public void keyChanged(String userId, String keyId, long revision) {
            throw new AssertionError("no key changes here");
        }

        @Override
        public void userChanged(String userId, long revision) {
            throw new AssertionError("no user changes here");
        }

        @Override
        public synchronized void routesChanged() {
            if (fail) {
                throw new StoreException("away", new IllegalStateException());
            }
            answer++;
        }
    }
}
