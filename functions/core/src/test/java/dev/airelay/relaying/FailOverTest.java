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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Another channel is tried as long as the client has seen nothing, and never afterwards.
class FailOverTest {
    private static final String STREAM = FIRST + USAGE + DONE;
    private static final String BAD = "{\"error\":{\"message\":\"" + RelayWorld.MARKER + "\"}}";

    @AutoClose private final RelayWorld world = new RelayWorld();

    private void twoChannels(Script first, Script... second) {
        world.channel("first", Kind.OPENAI, 2, Map.of());
        world.channel("second", Kind.OPENAI, 1, Map.of());
        world.upstream().expect("first.test", first);
        world.upstream().expect("second.test", second);
    }

    private static UpstreamFault broken(UpstreamBroken.How how) {
        return new UpstreamBroken(how);
    }

    private static UpstreamFault timeout(UpstreamTimeout.Phase phase) {
        return new UpstreamTimeout(phase);
    }

    /// Channel, failure, start and length.
    private static List<String> attempts(UsageRecord row) {
        return row.attempts().stream()
                .map(attempt ->
                        attempt.channelId()
                                + " "
                                + attempt.failure()
                                + " "
                                + attempt.startMillis()
                                + "+"
                                + attempt.millis())
                .toList();
    }

    /// How an upstream may fail before its answer has begun; what the attempt is called, and which
    /// status a client gets when nobody else can serve it.
    static Stream<Arguments> failuresBeforeTheFirstByte() {
        String comment = ": wait\n\n";
        String error = "data: " + BAD + "\n\n";
        return Stream.of(
                arguments(
                        Script.fails(broken(UpstreamBroken.How.CONNECT)), "upstream_connect", 502),
                arguments(
                        Script.fails(broken(UpstreamBroken.How.ADDRESS)), "upstream_address", 502),
                arguments(Script.fails(broken(UpstreamBroken.How.RESET)), "upstream_reset", 502),
                arguments(
                        Script.fails(timeout(UpstreamTimeout.Phase.CONNECT)),
                        "upstream_timeout_connect",
                        504),
                arguments(
                        Script.fails(timeout(UpstreamTimeout.Phase.FIRST_TOKEN)),
                        "upstream_timeout_first_token",
                        504),
                arguments(Script.json(401, BAD), "upstream_denied", 502),
                arguments(Script.json(402, BAD), "upstream_quota", 503),
                arguments(Script.json(403, BAD), "upstream_forbidden", 502),
                arguments(Script.json(408, BAD), "upstream_status", 502),
                arguments(Script.json(409, BAD), "upstream_status", 502),
                arguments(Script.json(429, BAD), "upstream_busy", 429),
                arguments(Script.json(500, BAD), "upstream_status", 502),
                arguments(Script.json(503, BAD), "upstream_overloaded", 503),
                arguments(Script.json(529, BAD), "upstream_overloaded", 529),
                arguments(Script.answer(302, "text/html", BAD), "upstream_status", 502),
                arguments(Script.answer(418, "text/html", BAD), "upstream_status", 502),
                arguments(Script.answer(200, "text/html", "<html>"), "upstream_nonsense", 502),
                arguments(Script.json(200, ""), "upstream_nonsense", 502),
                arguments(Script.stream(""), "upstream_cut", 502),
                arguments(Script.stream(comment), "upstream_cut", 502),
                arguments(Script.stream(FIRST.substring(0, 20)), "upstream_cut", 502),
                arguments(Script.stream("data: nonsense\n\n"), "upstream_nonsense", 502),
                arguments(Script.stream("data:\n\n"), "upstream_cut", 502),
                arguments(Script.stream(DONE), "upstream_cut", 502),
                arguments(
                        Script.answer(200, "text/html", "<html>Log in</html>"),
                        "upstream_nonsense",
                        502),
                arguments(Script.stream(comment + error), "upstream_reported", 502),
                arguments(
                        Script.stream(comment).thenFails(timeout(UpstreamTimeout.Phase.IDLE)),
                        "upstream_timeout_idle",
                        504));
    }

    @ParameterizedTest
    @MethodSource("failuresBeforeTheFirstByte")
    void anotherChannelServesTheRequest(Script failing, String metric) {
        twoChannels(failing.cut(Cuts.eachByte()), Script.stream(STREAM));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(200, reply.status());
        assertEquals(STREAM, reply.text());
        assertEquals("second", reply.header("x-proxy-provider"));
        var row = world.usage();
        assertEquals(Outcome.SUCCESS, row.outcome());
        assertEquals("none", row.failure());
        assertEquals(List.of("first " + metric + " 0+0", "second none 0+0"), attempts(row));
        assertEquals("second", row.channelId());
        assertEquals(new Tokens(3, 0, 0, 0, 2, 0), row.tokens());
        assertEquals(5, world.books().reconciliations().getFirst().tokens());
    }

    @ParameterizedTest
    @MethodSource("failuresBeforeTheFirstByte")
    void theClientGetsAStatusWhenNobodyElseIsThere(Script failing, String metric, int status) {
        world.channel("first", Kind.OPENAI);
        world.upstream().expect("first.test", failing);

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(status, reply.status());
        assertTrue(reply.text().startsWith("{\"error\":{\"message\":"), reply.text());
        var row = world.usage();
        assertEquals(Outcome.UPSTREAM_FAILED, row.outcome());
        assertEquals(metric, row.failure());
        assertEquals(status, row.status());
        assertEquals(Tokens.NONE, row.tokens());
        assertEquals(Source.NONE, row.source());
        assertEquals(-1, row.firstByteMillis());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 413, 415, 422})
    void whatIsAboutTheClientsOwnWordsIsNeverSentAgain(int status) {
        String refusal = "{ \"error\" : {\"message\":\"yours\"} }";
        twoChannels(Script.json(status, refusal).header("x-should-retry", "false"));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(status, reply.status());
        assertEquals(refusal, reply.text());
        assertEquals("false", reply.header("x-should-retry"));
        assertEquals(Outcome.REFUSED, world.usage().outcome());
        assertEquals(1, world.usage().attempts().size());
    }

    static Stream<Arguments> failuresBehindTheFirstByte() {
        return Stream.of(
                arguments(Script.stream(FIRST), "upstream_cut"),
                arguments(
                        Script.stream(FIRST).thenFails(broken(UpstreamBroken.How.CUT)),
                        "upstream_cut"),
                arguments(
                        Script.stream(FIRST).thenFails(timeout(UpstreamTimeout.Phase.IDLE)),
                        "upstream_timeout_idle"),
                arguments(Script.stream(FIRST + "data: " + BAD + "\n\n"), "upstream_reported"),
                arguments(Script.stream(FIRST + "data: <html>\n\n" + DONE), "upstream_nonsense"),
                arguments(
                        Script.stream(FIRST + "data: " + "x".repeat(17 << 20)),
                        "upstream_too_large"));
    }

    @ParameterizedTest
    @MethodSource("failuresBehindTheFirstByte")
    void onceTheClientHasSeenSomethingItIsToldAndNobodyElseIsAsked(Script script, String metric) {
        twoChannels(script);

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(200, reply.status());
        assertTrue(reply.text().startsWith(FIRST + "data: {\"error\":{\"message\""));
        assertFalse(reply.text().contains("[DONE]"));
        assertEquals("Runtime.StreamError", reply.failedWith());
        var row = world.usage();
        assertEquals(Outcome.UPSTREAM_CUT, row.outcome());
        assertEquals(metric, row.failure());
        assertEquals(List.of("first " + metric + " 0+0"), attempts(row));
        assertEquals(Source.COUNTED, row.source());
        assertEquals(2, row.tokens().output());
    }

    @Test
    void aRefusalOverSeveralLinesStaysOneEvent() {
        world.channel("a", Kind.OPENAI);
        String error = "data: {\"error\":\ndata: {\"code\":\"content_filter\"}}\n\n";
        world.upstream().expect("a.test", Script.stream(FIRST + error));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(FIRST + "data: {\"error\": {\"code\":\"content_filter\"}}\n\n", reply.text());
    }

    @Test
    void anUpstreamThatLingersBehindItsEndDoesNotMakeTheAnswerLonger() {
        world.channel("a", Kind.OPENAI);
        world.upstream()
                .expect(
                        "a.test",
                        Script.stream(STREAM)
                                .onEnd(() -> world.pass(Duration.ofSeconds(60)))
                                .thenFails(timeout(UpstreamTimeout.Phase.IDLE)));

        assertTrue(world.post(CHAT, STREAMED).send().ended());

        assertEquals(Outcome.SUCCESS, world.usage().outcome());
        assertEquals(0, world.usage().totalMillis());
    }

    @Test
    void aTornAnswerInOnePieceIsReplaced() {
        twoChannels(
                Script.json(200, ANSWER.substring(0, 30)).thenFails(broken(UpstreamBroken.How.CUT)),
                Script.json(200, ANSWER));

        RecordedReply reply = world.post(CHAT, WHOLE).send();

        assertEquals(ANSWER, reply.text());
        assertEquals("second", world.usage().channelId());
    }

    /// As OpenRouter answers when the provider behind it fails
    /// (https://openrouter.ai/docs/api/reference/errors-and-debugging, read 2026-11-21), and LM
    /// Studio a path that it does not know
    /// (https://github.com/lmstudio-ai/lmstudio-bug-tracker/issues/618, read 2026-11-21).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":502,\"message\":\"no provider\"}",
                "\"Unexpected endpoint or method.\""
            })
    void anErrorInPlaceOfAnAnswerInOnePieceIsReplaced(String error) {
        twoChannels(Script.json(200, "{\"error\":" + error + "}"), Script.json(200, ANSWER));

        assertEquals(ANSWER, world.post(CHAT, WHOLE).send().text());

        assertEquals("upstream_reported", world.usage().attempts().getFirst().failure());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "false"})
    void noErrorMayBeWritten(String none) {
        world.channel("a", Kind.OPENAI);
        String answer = "{\"error\":" + none + "," + ANSWER.substring(1);
        world.upstream().expect("a.test", Script.json(200, answer));

        assertEquals(answer, world.post(CHAT, WHOLE).send().text());
        assertEquals(Outcome.SUCCESS, world.usage().outcome());
    }

    @Test
    void anErrorInPlaceOfAnAnswerCostsNothing() {
        world.channel("a", Kind.OPENAI);
        world.upstream().expect("a.test", Script.json(200, BAD));

        assertEquals(502, world.post(CHAT, WHOLE).send().status());

        assertEquals(Outcome.UPSTREAM_FAILED, world.usage().outcome());
        assertEquals(Tokens.NONE, world.usage().tokens());
    }

    @Test
    void aChannelWhoseKeyCannotBeOpenedIsPassedOver() {
        world.lockedChannel("locked", Kind.OPENAI, 2);
        world.channel("second", Kind.OPENAI, 1, Map.of());
        world.upstream().expect("second.test", Script.json(200, ANSWER));

        assertEquals(200, world.post(CHAT, WHOLE).send().status());

        assertEquals("key_not_opened", world.usage().attempts().getFirst().failure());
        assertTrue(world.logged().contains("the key of channel locked cannot be opened"));
    }

    @Test
    void whenEveryChannelFailsTheLastFailureIsTold() {
        twoChannels(Script.json(500, BAD), Script.json(429, BAD).header("retry-after", "2.5"));

        RecordedReply reply = world.post(CHAT, WHOLE).send();

        assertEquals(429, reply.status());
        assertEquals("3", reply.header("retry-after"));
        assertEquals("second", world.usage().channelId());
        assertEquals(2, world.usage().attempts().size());
    }

    @Test
    void nothingCountsThatNobodyGotToSee() {
        twoChannels(Script.stream(USAGE), Script.fails(broken(UpstreamBroken.How.CONNECT)));

        RecordedReply reply =
                world.post(CHAT, "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true}").send();

        assertEquals(502, reply.status());
        assertEquals(Tokens.NONE, world.usage().tokens());
        assertEquals(0, world.books().reconciliations().getFirst().tokens());
    }

    @Test
    void whatOnlyAnnouncesAnAnswerIsNeitherShownNorCounted() {
        String opening = FIRST.replace("\"content\":\"Hello\"", "\"role\":\"assistant\"");
        twoChannels(Script.stream(opening), Script.stream(STREAM));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(STREAM, reply.text());
        assertEquals(5, world.usage().tokens().total());
    }

    @Test
    void anAttemptLastsUntilItsFirstByteOrItsFailure() {
        twoChannels(
                Script.json(500, BAD).onCall(() -> world.pass(Duration.ofMillis(30))),
                Script.stream(FIRST + USAGE)
                        .onCall(() -> world.pass(Duration.ofMillis(200)))
                        .onEnd(() -> world.pass(Duration.ofSeconds(5))));

        world.post(CHAT, STREAMED).send();

        var row = world.usage();
        assertEquals(
                List.of("first upstream_status 0+30", "second upstream_cut 30+200"), attempts(row));
        assertEquals(230, row.firstByteMillis());
        assertEquals(5_230, row.totalMillis());
    }
}
