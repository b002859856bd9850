package dev.airelay.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.account.MemorySubscriptionStore;
import dev.airelay.account.Plans;
import dev.airelay.account.Subscription;
import dev.airelay.failure.StoreException;
import dev.airelay.folding.Sweep;
import dev.airelay.folding.Upkeep;
import dev.airelay.money.Nanos;
import dev.airelay.probing.ChannelTest;
import dev.airelay.probing.LoggedAlerts;
import dev.airelay.probing.Probes;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.FakeGate;
import dev.airelay.quota.Hold;
import dev.airelay.quota.OpenHolds;
import dev.airelay.relaying.Script;
import dev.airelay.relaying.ScriptedUpstream;
import dev.airelay.secret.FakeVault;
import dev.airelay.secret.Secret;
import dev.airelay.time.FakeAlarms;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.HealthCheck;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.MemoryChannelStore;
import dev.airelay.usage.MemoryUsageLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpkeepFunctionTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final MemorySubscriptionStore subscriptions = new MemorySubscriptionStore();
    private Instant now = NOON;
    private final FakeGate gate = new FakeGate(() -> now, new FakeFunds());
    private final Plans plans = new Plans(subscriptions, accounts, gate, () -> now);

    private final MemoryChannelStore channels = new MemoryChannelStore();
    private final FakeVault vault = new FakeVault();
    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private boolean channelsAway;

    private static final OpenHolds AWAY =
            new OpenHolds() {
                @Override
                public List<Hold> open(Duration ago, int most) {
                    throw new StoreException("away", new IllegalStateException());
                }

                @Override
                public void release(Hold hold) {
                    throw new StoreException("away", new IllegalStateException());
                }
            };

    private static ScheduledEvent event() throws IOException {
        var file = Path.of(System.getProperty("relay.root")).resolve("events/settle.upkeep.json");
        var serializer =
                LambdaEventSerializers.serializerFor(
                        ScheduledEvent.class, UpkeepFunctionTest.class.getClassLoader());
        return serializer.fromJson(Files.readString(file));
    }

    private Upkeep upkeep(OpenHolds holds) {
        return new Upkeep(new Sweep(holds, new MemoryUsageLog(9), accounts, gate), plans);
    }

    private UpkeepFunction function(OpenHolds holds) {
        var time = new ChannelTest.Time(() -> now, () -> 0, new FakeAlarms(() -> now));
        var ports = new Probes.Ports(new Channels(), gate.board(), gate, new LoggedAlerts());
        return new UpkeepFunction(
                upkeep(holds),
                new Probes(ports, new ChannelTest(vault, upstream, time), () -> now));
    }

    /// The channels, unless they are away.
    private final class Channels implements ChannelStore {
        @Override
        public List<Channel> all() {
            if (channelsAway) {
                throw new StoreException("away", new IllegalStateException());
            }
            return channels.all();
        }

        @Override
        public Channel save(Channel channel) {
            return channels.save(channel);
        }
    }

    /// That will answer its next probe.
    private void aSuspendedChannel() {
        var key = vault.seal(new Secret("sk-0123456789"), Channel.identity("a"));
        channels.save(
                Channel.of("a", Kind.OPENAI, URI.create("https://a.test"), key)
                        .withCheck(new HealthCheck("m", Duration.ofMinutes(1)))
                        .withStatus(new ChannelStatus.Suspended("upstream_reset", NOON)));
        upstream.expect(
                "a.test",
                Script.stream("data: {\"choices\":[{\"delta\":{\"content\":\"ok\"}}]}\n\n"));
    }

    private List<ChannelStatus> standings() {
        return channels.all().stream().map(Channel::status).toList();
    }

    private void aPlanThatIsDue() {
        plans.begin(
                new Subscription(
                        "s",
                        "ada",
                        "Gold",
                        new Nanos(5),
                        Period.ofDays(1),
                        NOON,
                        1,
                        Instant.MAX,
                        0));
        now = NOON.plus(Duration.ofDays(1));
    }

    @Test
    void theScheduleRunsTheUpkeep() throws Exception {
        aPlanThatIsDue();

        function(gate).handleRequest(event(), null);

        assertEquals(NOON.plus(Duration.ofDays(2)), accounts.account("ada").credit().until());
    }

    @Test
    void theScheduleProbesChannels() throws Exception {
        aSuspendedChannel();

        function(gate).handleRequest(event(), null);

        assertEquals(List.of(ChannelStatus.ENABLED), standings());
    }

    @Test
    void aSweepThatCannotGoOnKeepsNoChannelFromBeingProbed() {
        aSuspendedChannel();

        assertThrows(StoreException.class, () -> function(AWAY).handleRequest(event(), null));

        assertEquals(List.of(ChannelStatus.ENABLED), standings());
    }

    @Test
    void channelsThatCannotBeReadDoNotFailTheUpkeep() throws Exception {
        channelsAway = true;
        aPlanThatIsDue();

        function(gate).handleRequest(event(), null);

        assertEquals(NOON.plus(Duration.ofDays(2)), accounts.account("ada").credit().until());
    }

    @Test
    void aSweepThatCannotGoOnDoesNotKeepPlansFromBeingRenewed() {
        aPlanThatIsDue();

        assertThrows(StoreException.class, () -> upkeep(AWAY).run());

        assertEquals(NOON.plus(Duration.ofDays(2)), accounts.account("ada").credit().until());
    }
}
