package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.health.Health;
import dev.airelay.health.RestTarget;
import dev.airelay.http.Cancellation.Reason;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import dev.airelay.usage.Attempt;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom a request is sent to, again and next, and what is told of it.
class WhomToAskTest {
    private static final Script GOOD = Script.json(200, ANSWER);
    private static final Script BROKEN = Script.json(500, "{}");
    private static final Script BUSY = Script.json(429, "{}");

    @AutoClose private final RelayWorld world = new RelayWorld();

    private void primary(int keys) {
        world.channel("primary", Kind.OPENAI, keys, c -> c.withRank(new Rank(1, 1)));
    }

    private void fallback() {
        world.channel("fallback", Kind.OPENAI, 1, c -> c);
    }

    private RecordedReply ask() {
        return world.post(CHAT, WHOLE).send();
    }

    private Health health(String channel) {
        return world.board().healths().of(channel);
    }

    private static List<String> tries(List<Attempt> attempts) {
        return attempts.stream()
                .map(one -> one.channelId() + "/" + one.keyId() + " " + one.failure())
                .toList();
    }

    @Test
    void aFailureThatMayPassIsRetriedOnTheSameChannelAfterAWhile() {
        primary(1);
        fallback();
        world.upstream().expect("primary.test", BROKEN, BROKEN, GOOD);

        assertEquals(200, ask().status());

        assertEquals(2, world.pauses().size());
        assertTrue(world.pauses().getFirst().compareTo(Duration.ofMillis(200)) <= 0);
        assertTrue(world.pauses().getFirst().compareTo(Duration.ofMillis(100)) >= 0);
        assertTrue(world.pauses().getLast().compareTo(Duration.ofMillis(200)) >= 0);
        assertEquals(
                List.of("primary/1 upstream_status", "primary/1 upstream_status", "primary/1 none"),
                tries(world.usage().attempts()));
    }

    @Test
    void afterAsManyRetriesAsItHasTheNextChannelIsAsked() {
        primary(1);
        fallback();
        world.upstream().expect("primary.test", BROKEN, BROKEN, BROKEN);
        world.upstream().expect("fallback.test", GOOD);

        RecordedReply reply = ask();

        assertEquals("fallback", reply.header("x-proxy-provider"));
        assertEquals(1, health("primary").to("u1").failures(), "one request counts once");
        assertEquals("upstream_status", health("primary").reason());
    }

    @Test
    void aShortPauseThatTheUpstreamAsksForIsWaitedFor() {
        primary(1);
        fallback();
        world.upstream().expect("primary.test", BUSY.header("retry-after", "1"), GOOD);

        assertEquals("primary", ask().header("x-proxy-provider"));

        assertEquals(List.of(Duration.ofSeconds(1)), world.pauses());
    }

    @Test
    void aLongPauseIsNotWaitedForWhenSomebodyElseIsThere() {
        primary(1);
        fallback();
        world.upstream().expect("primary.test", BUSY.header("retry-after", "7"));
        world.upstream().expect("fallback.test", GOOD);

        assertEquals("fallback", ask().header("x-proxy-provider"));

        assertEquals(List.of(), world.pauses());
    }

    @Test
    void withNobodyElseALongerPauseIsWaitedForUpToTenSeconds() {
        primary(1);
        world.upstream()
                .expect(
                        "primary.test",
                        BUSY.header("retry-after", "7"),
                        BUSY.header("retry-after", "11"));

        RecordedReply reply = ask();

        assertEquals(429, reply.status());
        assertEquals("11", reply.header("retry-after"));
        assertEquals(List.of(Duration.ofSeconds(7)), world.pauses());
    }

    @Test
    void aRequestThatIsCutWhileItWaitsIsNotSentAgain() {
        primary(1);
        Asking asking = world.post(CHAT, WHOLE);
        world.upstream()
                .expect(
                        "primary.test",
                        BROKEN.onCall(
                                () -> world.afterPause(() -> asking.cancel(Reason.CLIENT_GONE))));

        assertEquals(499, asking.send().status());

        assertEquals("client_gone", world.usage().failure());
    }

    @Test
    void aTimeoutIsNotTriedAgainOnTheSameChannel() {
        primary(1);
        fallback();
        world.upstream()
                .expect(
                        "primary.test",
                        Script.fails(new UpstreamTimeout(UpstreamTimeout.Phase.CONNECT)));
        world.upstream().expect("fallback.test", GOOD);

        assertEquals("fallback", ask().header("x-proxy-provider"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429})
    void aKeyThatIsTurnedAwayGivesWayToTheNextAtOnceAndRests(int status) {
        primary(2);
        world.upstream().expect("primary.test", Script.json(status, "{}"), GOOD);

        assertEquals(200, ask().status());

        assertEquals(List.of(), world.pauses());
        List<Attempt> attempts = world.usage().attempts();
        String turnedAway = attempts.getFirst().keyId();
        assertTrue(!turnedAway.equals(attempts.getLast().keyId()));
        assertTrue(health("primary").to("u1").rests(new RestTarget.Key(turnedAway), world.now()));
        assertEquals(0, health("primary").to("u1").failures(), "the channel itself is well");

        for (int i = 0; i < 10; i++) {
            world.upstream().expect("primary.test", GOOD);
            assertEquals(200, ask().status());
        }
        world.books().records().stream()
                .skip(1)
                .forEach(row -> assertEquals(1, row.attempts().size()));
    }

    @Test
    void aChannelWhoseKeysAllRestIsTriedLast() {
        primary(1);
        fallback();
        world.upstream().expect("primary.test", BUSY.header("retry-after", "60"));
        world.upstream().expect("fallback.test", GOOD, GOOD);
        ask();

        assertEquals("fallback", ask().header("x-proxy-provider"));
        assertEquals(1, world.books().records().getLast().attempts().size());
    }

    @Test
    void aCircuitThatIsOpenIsPassedOverAndTheRecordSaysSo() {
        primary(1);
        fallback();
        failPrimary(3);

        world.upstream().expect("fallback.test", GOOD);
        assertEquals("fallback", ask().header("x-proxy-provider"));

        var row = world.books().records().getLast();
        assertEquals(List.of(new Skip("primary", "m", Why.CIRCUIT_OPEN)), row.skips());
        assertEquals(1, row.attempts().size());
    }

    private void failPrimary(int times) {
        for (int i = 0; i < times; i++) {
            world.upstream().expect("primary.test", BROKEN, BROKEN, BROKEN);
            world.upstream().expect("fallback.test", GOOD);
            assertEquals(200, ask().status());
        }
        assertTrue(health("primary").to("u1").open());
    }

    @Test
    void anOpenCircuitIsTriedOnceEachCoolDownAndClosesWithTheFirstAnswer() {
        primary(1);
        fallback();
        failPrimary(3);
        world.pass(Duration.ofSeconds(5));

        world.upstream().expect("primary.test", BROKEN);
        world.upstream().expect("fallback.test", GOOD, GOOD);
        assertEquals("fallback", ask().header("x-proxy-provider"));
        assertEquals("fallback", ask().header("x-proxy-provider"), "the next cool-down runs");
        world.pass(Duration.ofSeconds(10));

        world.upstream().expect("primary.test", GOOD, GOOD);
        assertEquals("primary", ask().header("x-proxy-provider"));
        assertTrue(!health("primary").to("u1").open());
        assertEquals("primary", ask().header("x-proxy-provider"));
    }

    @Test
    void withEveryCircuitOpenTheClientIsToldWhenToComeBack() {
        primary(1);
        fallback();
        failPrimary(3);
        for (int i = 0; i < 3; i++) {
            world.upstream().expect("fallback.test", BROKEN, BROKEN, BROKEN);
            ask();
        }

        RecordedReply reply = ask();

        assertEquals(503, reply.status());
        assertEquals("no_channel", world.books().records().getLast().failure());
        assertTrue(Integer.parseInt(reply.header("retry-after")) <= 5);
    }

    @Test
    void aRefusalShowsThatTheChannelIsWell() {
        primary(1);
        fallback();
        failPrimary(3);
        world.pass(Duration.ofSeconds(5));
        world.upstream().expect("primary.test", Script.json(400, "{\"error\":{}}"));

        assertEquals(400, ask().status());

        assertTrue(!health("primary").to("u1").open());
    }

    @Test
    void aChannelThatIsFullIsPassedOver() {
        limited(1);
        fallback();
        assertTrue(world.board().enter("primary", "other", 1, Duration.ofMinutes(1)));
        world.upstream().expect("fallback.test", GOOD);

        assertEquals("fallback", ask().header("x-proxy-provider"));

        assertEquals(List.of(new Skip("primary", "m", Why.FULL)), world.usage().skips());
    }

    @Test
    void aSlotIsGivenBackWhateverBecomesOfTheRequest() {
        limited(1);
        for (Script script : List.of(GOOD, Script.json(400, "{\"error\":{}}"), GOOD)) {
            world.upstream().expect("primary.test", script);
            ask();
        }
        world.upstream().expect("primary.test", BROKEN, BROKEN, BROKEN);
        ask();

        assertTrue(world.board().enter("primary", "other", 1, Duration.ofMinutes(1)));
    }

    @Test
    void whenAllAreFullTheClientIsToldSo() {
        limited(1);
        assertTrue(world.board().enter("primary", "other", 1, Duration.ofMinutes(1)));

        RecordedReply reply = ask();

        assertEquals(503, reply.status());
        assertEquals("1", reply.header("retry-after"));
    }

    private void limited(int slots) {
        ChannelPolicy policy = ChannelPolicy.USUAL.withMaxConcurrency(slots);
        world.channel(
                "primary", Kind.OPENAI, 1, c -> c.withRank(new Rank(1, 1)).withPolicy(policy));
    }

    @Test
    void aSuspendedChannelIsPassedOver() {
        world.channel("ill", Kind.OPENAI, 1, WhomToAskTest::suspended);
        fallback();
        world.upstream().expect("fallback.test", GOOD);

        ask();

        assertEquals(List.of(new Skip("ill", "m", Why.SUSPENDED)), world.usage().skips());
    }

    private static Channel suspended(Channel channel) {
        return channel.withStatus(new ChannelStatus.Suspended("upstream_denied", Instant.EPOCH));
    }
}
