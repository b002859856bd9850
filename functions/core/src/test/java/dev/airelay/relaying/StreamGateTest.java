package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.DONE;
import static dev.airelay.relaying.Bodies.FIRST;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static dev.airelay.relaying.Bodies.STREAMED;
import static dev.airelay.relaying.Bodies.USAGE;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Timeouts;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client of a stream sees, and when, while upstreams are slow or fail.
@Timeout(20)
class StreamGateTest {
    private static final String STREAM = FIRST + USAGE + DONE;
    private static final String ROLE =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
    private static final String COMMENT = ": waiting for the model\n";
    private static final Timeouts IMPATIENT =
            new Timeouts(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(100));

    @AutoClose private final RelayWorld world = new RelayWorld();

    private Runnable passing(int seconds) {
        return () -> world.pass(Duration.ofSeconds(seconds));
    }

    /// So many bytes, then nothing for so many seconds, then the rest.
    private Cuts pausing(int bytes, int seconds) {
        var begun = new AtomicBoolean();
        return left -> {
            if (begun.getAndSet(true)) {
                world.pass(Duration.ofSeconds(seconds));
                return left;
            }
            return bytes;
        };
    }

    @Test
    void whatAnnouncesAnAnswerGoesOutWithItsFirstContent() {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(Script.stream(": ping\n\n" + ROLE + STREAM).cut(Cuts.eachByte()));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(": ping\n\n" + ROLE + FIRST, reply.pieces().getFirst());
        assertEquals(": ping\n\n" + ROLE + STREAM, reply.text());
    }

    /// As Azure sends it first:
    /// https://learn.microsoft.com/en-us/azure/ai-foundry/openai/concepts/content-streaming (read
    /// 2026-11-21).
    @Test
    void whatAFilterThinksOfThePromptIsNoContent() {
        world.twoChannels(ChannelPolicy.USUAL);
        String filtered =
                "data: {\"choices\":[],\"prompt_filter_results\":[{\"content_filter_results\":{\"hate\":{\"severity\":\"safe\"}}}]}\n\n";
        String overloaded = "data: {\"error\":{\"code\":\"server_is_overloaded\"}}\n\n";
        world.expect(Script.stream(filtered + overloaded), Script.stream(STREAM));

        assertEquals(STREAM, world.post(CHAT, STREAMED).send().text());
    }

    @Test
    void thoughtsWhoseTextIsKeptBackAreNoSilence() {
        world.channel(
                "first",
                Kind.ANTHROPIC,
                1,
                c -> c.withPolicy(ChannelPolicy.USUAL.withTimeouts(IMPATIENT)));
        String thinks =
                """
                event: message_start
                data: {"type":"message_start","message":{"usage":{"input_tokens":3,"output_tokens":1}}}

                event: content_block_start
                data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

                """;
        String ends =
                """
                event: message_delta
                data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}

                event: message_stop
                data: {"type":"message_stop"}

                """;
        world.upstream()
                .expect(
                        "first.test",
                        Script.stream(thinks + ends).cut(pausing(thinks.length(), 15)));

        RecordedReply reply = world.post(MESSAGES, STREAMED).send();

        assertTrue(reply.text().startsWith(thinks), reply.text());
        assertTrue(reply.ended());
    }

    /// As some compatible servers write where others write null:
    /// https://github.com/sgl-project/sglang/issues/3912 (read 2026-11-21).
    @ParameterizedTest
    @CsvSource({
        CHAT + ",'{\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":\"\"}]}'",
        MESSAGES + ",'{\"type\":\"x\",\"delta\":{\"text\":\"Hi\",\"stop_reason\":\"\"}}'"
    })
    void anEmptyReasonEndsNothing(String path, String data) {
        world.channel("first", path.equals(MESSAGES) ? Kind.ANTHROPIC : Kind.OPENAI);
        world.upstream().expect("first.test", Script.stream("data: " + data + "\n\n"));

        RecordedReply reply = world.post(path, STREAMED).send();

        assertFalse(reply.ended(), reply.text());
        assertEquals("upstream_cut", world.usage().failure());
    }

    @ParameterizedTest
    @CsvSource({"stop,null,false", "stop,stop,true"})
    void anAnswerWithSeveralChoicesIsWholeWhenAllAre(String first, String second, boolean whole) {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(Script.stream(choice(0, "null") + choice(1, second) + choice(0, first)));

        assertEquals(whole, world.post(CHAT, STREAMED).send().ended());
        assertEquals(whole ? "none" : "upstream_cut", world.usage().failure());
    }

    private static String choice(int index, String reason) {
        return "data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":"
                + (reason.equals("null") ? reason : '"' + reason + '"')
                + ",\"index\":"
                + index
                + "}]}\n\n";
    }

    @Test
    void anUpstreamThatOnlyAnnouncesIsReplacedWhenItsTimeIsOver() {
        world.twoChannels(ChannelPolicy.USUAL.withTimeouts(IMPATIENT));
        world.expect(Script.stream(ROLE).onEnd(passing(12)), Script.stream(STREAM));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(COMMENT + STREAM, reply.text());
        assertEquals(List.of("upstream_timeout_first_token", "none"), world.failures());
        assertEquals(12_000, world.usage().attempts().getLast().startMillis());
    }

    @Test
    void onceItHasSaidSomethingTheFirstTokenTimeNoLongerCounts() {
        world.twoChannels(ChannelPolicy.USUAL.withTimeouts(IMPATIENT));
        world.expect(Script.stream(STREAM).cut(pausing(FIRST.length(), 50)));

        assertTrue(world.post(CHAT, STREAMED).send().ended());
    }

    @Test
    void anAnswerThatTakesTooLongAltogetherIsBrokenOffWithAnError() {
        world.twoChannels(ChannelPolicy.USUAL.withTimeouts(IMPATIENT));
        world.expect(Script.stream(FIRST).onEnd(passing(100)));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertTrue(reply.text().startsWith(FIRST), reply.text());
        assertTrue(reply.text().contains("\"error\":{"), reply.text());
        assertFalse(reply.ended());
        assertEquals("upstream_timeout_total", world.usage().failure());
        assertEquals(Outcome.UPSTREAM_CUT, world.usage().outcome());
        assertEquals(Source.COUNTED, world.usage().source());
    }

    @Test
    void anAnswerInOnePieceMayTakeAsLongAsTheWholeAnswerMay() {
        world.twoChannels(ChannelPolicy.USUAL.withTimeouts(IMPATIENT));
        world.expect(Script.json(200, ANSWER).onCall(passing(99)));

        assertEquals(ANSWER, world.post(CHAT, WHOLE).send().text());
    }

    @Test
    void anAnswerInOnePieceThatTakesLongerIsReplaced() {
        world.twoChannels(ChannelPolicy.USUAL.withTimeouts(IMPATIENT));
        world.expect(Script.json(200, ANSWER).onCall(passing(100)), Script.json(200, ANSWER));

        assertEquals("second", world.post(CHAT, WHOLE).send().header("x-proxy-provider"));
        assertEquals(List.of("upstream_timeout_total", "none"), world.failures());
    }

    @Test
    void aWaitingClientGetsACommentAfterTenSecondsAndThenEachFifteen() {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(Script.stream(STREAM).onCall(passing(41)));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(200, reply.status());
        assertEquals("text/event-stream", reply.header("content-type"));
        assertEquals(COMMENT + COMMENT + COMMENT + STREAM, reply.text());
        assertEquals(List.of(COMMENT, COMMENT, COMMENT), reply.pieces().subList(0, 3));
        assertEquals(41_000, world.usage().firstByteMillis());
    }

    @Test
    void aClientOfAnAnswerInOnePieceGetsNoComment() {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(Script.json(200, ANSWER).onCall(passing(41)));

        assertEquals(ANSWER, world.post(CHAT, WHOLE).send().text());
    }

    @Test
    void aStreamThatFallsSilentGetsCommentsTooButOnlyWhileItIsSilent() {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(
                Script.stream(FIRST + FIRST).cut(pausing(FIRST.length(), 9)).onEnd(passing(26)));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertTrue(
                reply.text().startsWith(FIRST + FIRST + COMMENT + "data: {\"error\""),
                reply.text());
    }

    @Test
    void afterACommentAnotherUpstreamMayStillAnswer() {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(Script.json(500, "{}").onCall(passing(15)), Script.stream(STREAM));

        assertEquals(COMMENT + STREAM, world.post(CHAT, STREAMED).send().text());
        assertEquals(Outcome.SUCCESS, world.usage().outcome());
    }

    @Test
    void afterACommentAFailureIsAnEventAndCostsNothing() {
        world.twoChannels(ChannelPolicy.USUAL);
        Script late = Script.json(500, "{}").onCall(passing(15));
        world.expect(late, late);

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertEquals(200, reply.status());
        assertTrue(reply.text().startsWith(COMMENT + COMMENT + "data: {\"error\":{"), reply.text());
        assertFalse(reply.text().contains("[DONE]"));
        assertEquals("Runtime.StreamError", reply.failedWith());
        assertEquals(Outcome.UPSTREAM_FAILED, world.usage().outcome());
        assertEquals(200, world.usage().status());
        assertEquals(Tokens.NONE, world.usage().tokens());
    }

    @Test
    void afterACommentAnAnswerInOnePieceIsNotWhatTheClientWaitsFor() {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(Script.json(200, ANSWER).onCall(passing(15)));

        RecordedReply reply = world.post(CHAT, STREAMED).send();

        assertTrue(reply.text().startsWith(COMMENT + "data: {\"error\":{"), reply.text());
        assertEquals(Tokens.NONE, world.usage().tokens());
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, RESPONSES})
    void afterACommentARefusalIsOneEventWithTheUpstreamsOwnWords(String path) {
        world.twoChannels(ChannelPolicy.USUAL);
        String body = "{\r\n  \"error\": {\n    \"message\": \"too long\"\n  }\n}\n";
        world.expect(Script.json(400, body).onCall(passing(15)));

        RecordedReply reply = world.post(path, STREAMED).send();

        assertTrue(reply.text().startsWith(COMMENT), reply.text());
        assertTrue(reply.text().contains("too long"), reply.text());
        reply.text()
                .lines()
                .filter(queue -> !queue.isEmpty() && !queue.startsWith(":"))
                .forEach(queue -> assertTrue(queue.matches("event: .*|data: \\{.*}\\s*"), queue));
        assertEquals(Outcome.REFUSED, world.usage().outcome());
    }

    @ParameterizedTest
    @CsvSource({
        CHAT + ",'{\"detail\":\"no\"}'",
        CHAT + ",''",
        MESSAGES + ",'{\"detail\":\"no\"}'",
        RESPONSES + ",'{\"detail\":\"no\"}'",
        RESPONSES + ",'{\"error\":\"no\"}'",
        RESPONSES + ",''"
    })
    void afterACommentARefusalWithoutAnErrorObjectIsAnEventAllTheSame(String path, String body) {
        Kind kind = path.equals(MESSAGES) ? Kind.ANTHROPIC : Kind.OPENAI;
        world.channel("first", kind);
        world.upstream().expect("first.test", Script.json(400, body).onCall(passing(15)));

        RecordedReply reply = world.post(path, STREAMED).send();

        assertTrue(reply.text().startsWith(COMMENT), reply.text());
        String words = body.isEmpty() ? "The upstream refused the request." : "\"message\":\"no\"";
        assertTrue(reply.text().contains(words), reply.text());
        assertEquals("Runtime.StreamError", reply.failedWith());
        assertEquals(Outcome.REFUSED, world.usage().outcome());
    }

    @Test
    void aWaitingClientThatLeftIsNoticedByItsComment() {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(Script.silence().onCall(passing(10)));

        world.post(CHAT, STREAMED).leavingAfter(0).send();

        assertEquals(Outcome.CLIENT_LEFT, world.usage().outcome());
        assertEquals(10_000, world.usage().totalMillis());
    }
}
