package dev.airelay.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.contract.Race;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.secret.Sealed;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [ChannelStore] does. Times are kept to the millisecond.
public interface ChannelStoreContract {
    /// A store without channels.
    ChannelStore store();

    static Channel channel(String id) {
        return new Channel(
                id,
                "Primary",
                new Target(
                        Kind.ANTHROPIC,
                        "bedrock",
                        URI.create("https://api.anthropic.com"),
                        List.of(
                                new UpstreamKey("k1", new Sealed("v1.sealed-" + id, "abcd")),
                                new UpstreamKey("k2", new Sealed("v1.other-" + id, "efgh")))),
                new ServedModels(
                        Set.of("claude-opus-5", "claude-haiku-5"),
                        Map.of("fast", "claude-haiku-5")),
                new Rank(10, 3),
                new ChannelPolicy(
                        new Timeouts(
                                Duration.ofMillis(1500),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(20),
                                Duration.ofSeconds(90)),
                        1,
                        7,
                        Duration.ofSeconds(12)),
                new HealthCheck("claude-haiku-5", Duration.ofMinutes(5)),
                ChannelStatus.ENABLED,
                0);
    }

    @Test
    default void aNewStoreHasNoChannels() {
        assertEquals(Set.of(), Set.copyOf(store().all()));
    }

    @Test
    default void savedChannelsComeBackAsTheyWere() {
        Channel bare =
                new Channel(
                        "bare",
                        "",
                        new Target(
                                Kind.OPENAI,
                                "",
                                URI.create("http://127.0.0.1:8080/v1"),
                                List.of(new UpstreamKey("", new Sealed("", "")))),
                        new ServedModels(Set.of(), Map.of()),
                        new Rank(-1, 1),
                        ChannelPolicy.USUAL,
                        HealthCheck.NONE,
                        ChannelStatus.DISABLED,
                        0);

        assertEquals(channel("full").withRevision(1), store().save(channel("full")));
        assertEquals(bare.withRevision(1), store().save(bare));

        assertEquals(
                Set.of(channel("full").withRevision(1), bare.withRevision(1)),
                Set.copyOf(store().all()));
    }

    @Test
    default void whyAChannelIsSuspendedIsKept() {
        var suspended =
                new ChannelStatus.Suspended(
                        "upstream_denied", Instant.parse("2026-11-21T12:34:56.789Z"));

        store().save(channel("ill").withStatus(suspended));

        assertEquals(suspended, store().all().getFirst().status());
    }

    @Test
    default void manyChannelsAllComeBack() {
        var saved = new HashSet<Channel>();
        for (int i = 0; i < 60; i++) {
            saved.add(store().save(channel("channel-" + i)));
        }

        assertEquals(saved, Set.copyOf(store().all()));
    }

    @Test
    default void anOldCopyCannotOverwriteANewerRecord() {
        Channel first = store().save(channel("stale"));
        Channel second = store().save(first);

        assertThrows(StaleRecordException.class, () -> store().save(first));
        assertThrows(StaleRecordException.class, () -> store().save(channel("stale")));
        assertThrows(
                StaleRecordException.class, () -> store().save(channel("new").withRevision(7)));
        assertEquals(Set.of(second), Set.copyOf(store().all()));
    }

    @Test
    default void ofManyWhoCreateTheSameChannelOneWins() throws Exception {
        var won =
                Race.run(
                        16,
                        i ->
                                () -> {
                                    try {
                                        return store().save(channel("raced")).revision();
                                    } catch (StaleRecordException late) {
                                        return 0L;
                                    }
                                });

        assertEquals(1, won.stream().filter(revision -> revision == 1).count());
        assertEquals(Set.of(channel("raced").withRevision(1)), Set.copyOf(store().all()));
    }
}
