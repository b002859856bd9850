package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.DONE;
import static dev.airelay.relaying.Bodies.FIRST;
import static dev.airelay.relaying.Bodies.STREAMED;
import static dev.airelay.relaying.Bodies.USAGE;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation.Reason;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.UsageRecord;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of an exchange that is cut from outside, at each stage of its way.
class CancellationTest {
    @AutoClose private final RelayWorld world = new RelayWorld();

    /// The second one must never be called: no test here writes a script for it.
    @BeforeEach
    void twoChannels() {
        world.channel("first", Kind.OPENAI, 2, Map.of());
        world.channel("second", Kind.OPENAI, 1, Map.of());
    }

    private void recorded(Outcome outcome, String failure, int status) {
        UsageRecord row = world.usage();
        assertEquals(outcome, row.outcome());
        assertEquals(failure, row.failure());
        assertEquals(status, row.status());
    }

    @ParameterizedTest
    @CsvSource({
        "DEADLINE,504,DEADLINE,deadline",
        "SHUTDOWN,503,DEADLINE,stopping",
        "CLIENT_GONE,499,CLIENT_LEFT,client_gone"
    })
    void beforeTheUpstreamIsCalled(Reason reason, int status, Outcome outcome, String failure) {
        Asking asking = world.post(CHAT, STREAMED);
        world.upstream().expect("first.test", Script.stream(FIRST));
        asking.cancel(reason);

        assertEquals(status, asking.send().status());
        recorded(outcome, failure, status);
    }

    @ParameterizedTest
    @CsvSource({
        "DEADLINE,504,DEADLINE,deadline",
        "SHUTDOWN,503,DEADLINE,stopping",
        "CLIENT_GONE,499,CLIENT_LEFT,client_gone"
    })
    void whileTheUpstreamHasNotAnswered(
            Reason reason, int status, Outcome outcome, String failure) {
        Asking asking = world.post(CHAT, STREAMED);
        world.upstream()
                .expect("first.test", Script.stream("").onCall(() -> asking.cancel(reason)));

        RecordedReply reply = asking.send();

        assertEquals(status, reply.status());
        recorded(outcome, failure, status);
        assertEquals(0, world.usage().tokens().output());
        assertEquals(read(reason), world.usage().source());
        assertEquals(0, world.upstream().opened());
    }

    @ParameterizedTest
    @CsvSource({
        "DEADLINE,504,DEADLINE,deadline",
        "SHUTDOWN,503,DEADLINE,stopping",
        "CLIENT_GONE,499,CLIENT_LEFT,client_gone"
    })
    void whileNothingOfTheAnswerCouldBeShown(
            Reason reason, int status, Outcome outcome, String failure) {
        Asking asking = world.post(CHAT, STREAMED);
        world.upstream()
                .expect(
                        "first.test",
                        Script.stream(": wait\n\n").onEnd(() -> asking.cancel(reason)));

        assertEquals(status, asking.send().status());
        recorded(outcome, failure, status);
        assertEquals(read(reason), world.usage().source());
    }

    /// Who leaves pays for the prompt that the upstream has read.
    private static Source read(Reason reason) {
        return reason == Reason.CLIENT_GONE ? Source.COUNTED : Source.NONE;
    }

    @ParameterizedTest
    @CsvSource({
        "DEADLINE,504,DEADLINE,deadline",
        "SHUTDOWN,503,DEADLINE,stopping",
        "CLIENT_GONE,499,CLIENT_LEFT,client_gone"
    })
    void whileAnAnswerInOnePieceIsArriving(
            Reason reason, int status, Outcome outcome, String failure) {
        Asking asking = world.post(CHAT, WHOLE);
        world.upstream()
                .expect(
                        "first.test",
                        Script.json(200, ANSWER.substring(0, 20))
                                .onEnd(() -> asking.cancel(reason)));

        assertEquals(status, asking.send().status());
        recorded(outcome, failure, status);
    }

    @ParameterizedTest
    @CsvSource({"DEADLINE,deadline,timeout", "SHUTDOWN,stopping,relay_restarting"})
    void inTheMiddleOfAStreamTheClientIsTold(Reason reason, String failure, String code) {
        Asking asking = world.post(CHAT, STREAMED);
        world.upstream()
                .expect("first.test", Script.stream(FIRST).onEnd(() -> asking.cancel(reason)));

        RecordedReply reply = asking.send();

        assertTrue(reply.text().startsWith(FIRST + "data: {\"error\":"), reply.text());
        assertTrue(reply.text().contains("\"code\":\"" + code + "\""), reply.text());
        assertFalse(reply.text().contains(DONE));
        assertEquals("Runtime.StreamError", reply.failedWith());
        recorded(Outcome.DEADLINE, failure, 200);
        assertEquals(2, world.usage().tokens().output());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void aClientThatLeavesInTheMiddlePaysForWhatWasMade(int patience) {
        world.upstream().expect("first.test", Script.stream(FIRST + FIRST).cut(Cuts.eachByte()));

        RecordedReply reply = world.post(CHAT, STREAMED).leavingAfter(patience).send();

        assertTrue(reply.bytes().length <= patience);
        recorded(Outcome.CLIENT_LEFT, "client_gone", 200);
        assertEquals(Source.COUNTED, world.usage().source());
        assertEquals(patience < 100 ? 2 : 3, world.usage().tokens().output());
    }

    @Test
    void aClientThatLeavesAnAnswerInOnePiecePaysForIt() {
        world.upstream().expect("first.test", Script.json(200, ANSWER));

        world.post(CHAT, WHOLE).leavingAfter(5).send();

        recorded(Outcome.CLIENT_LEFT, "client_gone", 200);
        assertEquals(new Tokens(3, 0, 0, 0, 2, 0), world.usage().tokens());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aCutBehindTheEndChangesNothing(Reason reason) {
        Asking asking = world.post(CHAT, STREAMED);
        world.upstream()
                .expect(
                        "first.test",
                        Script.stream(FIRST + USAGE + DONE).onEnd(() -> asking.cancel(reason)));

        assertTrue(asking.send().ended());
        recorded(Outcome.SUCCESS, "none", 200);
    }

    @Test
    void aClientThatLeftIsNotAnsweredWithAnErrorOfTheRelay() {
        Asking asking = world.post(CHAT, WHOLE).leavingAfter(0);
        world.upstream()
                .expect(
                        "first.test",
                        Script.json(500, "{}").onCall(() -> asking.cancel(Reason.CLIENT_GONE)));

        RecordedReply reply = asking.send();

        assertTrue(reply.torn());
        assertEquals("", world.logged());
    }
}
