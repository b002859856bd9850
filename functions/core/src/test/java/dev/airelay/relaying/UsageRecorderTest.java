package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.limit.Limits;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The books are closed on every admitted request, and nothing that goes wrong there reaches the
/// client.
class UsageRecorderTest {
    @AutoClose private final RelayWorld world = new RelayWorld();

    @BeforeEach
    void oneChannel() {
        world.channel("a", Kind.OPENAI, 0, Map.of("m", "n"));
    }

    @Test
    void theRecordSaysWhatHappened() {
        world.upstream().expect("a.test", Script.json(200, ANSWER));

        world.post(CHAT, WHOLE).header("user-agent", "x".repeat(300)).send();

        var row = world.usage();
        assertEquals("u1", row.userId());
        assertEquals("k1", row.keyId());
        assertEquals("openai.chat", row.endpoint());
        assertEquals("m", row.askedModel());
        assertEquals("n", row.sentModel());
        assertFalse(row.streamed());
        assertEquals("192.0.2.7", row.clientAddress());
        assertEquals("x".repeat(256), row.userAgent());
        assertEquals(row.requestId(), row.traceId());
    }

    @Test
    void whatWasEstimatedTooHighIsGivenBack() {
        world.limitKey(new Limits(0, 1_000, 1));
        world.upstream().expect("a.test", Script.json(200, ANSWER), Script.json(200, ANSWER));
        String body = "{\"model\":\"m\",\"max_tokens\":900}";

        assertEquals(200, world.post(CHAT, body).send().status());
        RecordedReply second = world.post(CHAT, body).send();

        assertEquals(200, second.status());
        assertEquals("89", second.header("x-ratelimit-remaining-tokens"));
    }

    @Test
    void aSlotIsGivenBackWhateverHappened() {
        world.limitKey(new Limits(0, 0, 1));
        for (int i = 0; i < 3; i++) {
            world.upstream().expect("a.test", Script.json(500, "{}"));
            assertEquals(502, world.post(CHAT, WHOLE).send().status());
        }
        assertEquals(3, world.books().reconciliations().size());
    }

    @Test
    void aRecordThatCannotBeStoredIsLoggedAndTheClientNotTroubled() {
        world.books().logIsAway();
        world.upstream().expect("a.test", Script.json(200, ANSWER));

        RecordedReply reply = world.post(CHAT, WHOLE).send();

        assertTrue(reply.ended());
        assertTrue(world.logged().contains("usage record not stored"));
        assertTrue(world.logged().contains(world.usage().requestId()));
    }

    @Test
    void aDefectOfTheStoreIsLoggedAndTheClientNotTroubled() {
        world.books().logIsBroken();
        world.upstream().expect("a.test", Script.json(200, ANSWER));

        RecordedReply reply = world.post(CHAT, WHOLE).send();

        assertTrue(reply.ended());
        assertTrue(world.logged().contains("usage record not stored"));
    }

    @Test
    void aGateThatLeavesInBetweenCostsNobodyTheRecord() {
        world.upstream()
                .expect("a.test", Script.json(200, ANSWER).onCall(world.books()::gateIsAway));

        RecordedReply reply = world.post(CHAT, WHOLE).send();

        assertTrue(reply.ended());
        assertEquals(Outcome.SUCCESS, world.usage().outcome());
        assertTrue(world.logged().contains("was not reconciled at the gate"));
    }

    @Test
    void aDefectIsAnsweredRecordedAndReconciled() {
        world.upstream()
                .expect(
                        "a.test",
                        Script.json(200, ANSWER)
                                .onCall(() -> {
                                    throw new IllegalStateException("a defect");
                                }));

        RecordedReply reply = world.post(CHAT, WHOLE).send();

        assertEquals(500, reply.status());
        assertFalse(reply.text().contains("a defect"));
        assertTrue(world.logged().contains("a defect"));
        assertEquals(Outcome.RELAY_FAILED, world.usage().outcome());
    }
}
