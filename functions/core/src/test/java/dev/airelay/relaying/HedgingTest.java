package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.DONE;
import static dev.airelay.relaying.Bodies.FIRST;
import static dev.airelay.relaying.Bodies.STREAMED;
import static dev.airelay.relaying.Bodies.USAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation.Reason;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of a stream whose upstream is slow to begin, when the next one may overtake it.
@Timeout(20)
class HedgingTest {
    private static final String STREAM = FIRST + USAGE + DONE;
    private static final ChannelPolicy HEDGED =
            ChannelPolicy.USUAL.withHedgeAfter(Duration.ofSeconds(8));

    @AutoClose private final RelayWorld world = new RelayWorld();

    private void eightSeconds() {
        world.pass(Duration.ofSeconds(8));
    }

    @Test
    void aSlowUpstreamIsOvertakenByTheNextAndTheRecordSaysSo() {
        world.twoChannels(HEDGED);
        world.expect(Script.silence().onCall(this::eightSeconds), Script.stream(STREAM));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(STREAM, reply.text());
        assertEquals("second", reply.header("x-proxy-provider"));
        assertEquals(List.of("outrun", "none"), world.failures());
        assertEquals("second", world.usage().channelId());
        assertTrue(world.board().healths().of("first").to("u1").clean());
    }

    @Test
    void whoAnswersInTimeIsNotOvertaken() {
        world.twoChannels(HEDGED);
        world.expect(Script.stream(STREAM).onCall(() -> world.pass(Duration.ofSeconds(7))));

        assertEquals("first", world.post(CHAT, STREAMED).send().header("x-proxy-provider"));
        assertEquals(List.of("none"), world.failures());
    }

    @Test
    void whenTheOvertakerFailsTheFirstMayStillAnswer() {
        world.twoChannels(HEDGED);
        var failed = new CountDownLatch(1);
        world.expect(
                Script.stream(STREAM)
                        .onCall(() -> {
                            eightSeconds();
                            await(failed);
                        }),
                Script.json(500, "{}").onCall(failed::countDown));

        assertEquals("first", world.post(CHAT, STREAMED).send().header("x-proxy-provider"));
        assertEquals(2, world.usage().attempts().size());
    }

    @Test
    void bothPursuitsHoldSlotsOfTheirOwnInOneChannel() {
        ChannelPolicy two = HEDGED.withMaxConcurrency(2).withMaxRetry(0);
        world.channel("first", Kind.OPENAI, 1, c -> c.withPolicy(two));
        world.model("m", "", "n");
        var free = new AtomicInteger();
        var failed = new CountDownLatch(1);
        world.upstream()
                .expect(
                        "first.test",
                        Script.stream(STREAM)
                                .onCall(() -> {
                                    eightSeconds();
                                    await(failed);
                                }),
                        Script.json(500, "{}")
                                .onCall(() -> {
                                    free.set(freeSlots());
                                    failed.countDown();
                                }));

        assertTrue(world.post(CHAT, STREAMED).send().ended());

        assertEquals(0, free.get());
        assertEquals(2, freeSlots(), "all were given back");
    }

    private int freeSlots() {
        int free = 0;
        while (world.board().enter("first", "probe" + free, 2, Duration.ofMillis(1))) {
            free++;
        }
        for (int i = 0; i < free; i++) {
            world.board().leave("first", "probe" + i);
        }
        return free;
    }

    @Test
    void aRefusalEndsTheRace() {
        world.twoChannels(HEDGED);
        world.expect(
                Script.silence().onCall(this::eightSeconds), Script.json(400, "{\"error\":{}}"));

        assertEquals(400, world.post(CHAT, STREAMED).send().status());
        assertEquals(Outcome.REFUSED, world.usage().outcome());
    }

    @Test
    void aFailureIsToldAsThatOfTheChannelWhoseItIs() {
        world.twoChannels(HEDGED);
        var overtaken = new CountDownLatch(1);
        world.expect(
                Script.json(400, "{\"error\":{}}")
                        .onCall(() -> {
                            eightSeconds();
                            await(overtaken);
                        }),
                Script.silence().onCall(overtaken::countDown));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(400, reply.status());
        assertEquals("first", reply.header("x-proxy-provider"));
        assertEquals("first", world.usage().channelId());
        assertEquals(List.of("upstream_refused", "outrun"), world.failures());
    }

    @Test
    void aClientThatLeavesEndsTheRaceForBoth() {
        world.twoChannels(HEDGED);
        Asking asking = world.post(CHAT, STREAMED);
        world.expect(
                Script.silence().onCall(this::eightSeconds),
                Script.silence().onCall(() -> asking.cancel(Reason.CLIENT_GONE)));

        asking.send();

        assertEquals(Outcome.CLIENT_LEFT, world.usage().outcome());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
