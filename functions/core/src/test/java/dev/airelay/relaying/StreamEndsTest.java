package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.DONE;
import static dev.airelay.relaying.Bodies.FIRST;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static dev.airelay.relaying.Bodies.STREAMED;
import static dev.airelay.relaying.Bodies.USAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.http.Cancellation.Reason;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How streams end: well, when all content was there, whatever became of their end; with an error
/// otherwise.
class StreamEndsTest {
    private static final String FINISH =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String STOP_REASON =
            """
            event: message_start
            data: {"type":"message_start","message":{"content":[],"usage":{"input_tokens":3,"output_tokens":1}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":2}}

            """;
    private static final String STOP = "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    private static final String ITEM =
            "data: {\"type\":\"response.output_text.delta\",\"sequence_number\":1,\"delta\":\"Hello\"}\n\n";
    private static final String COMPLETED =
            "data: {\"type\":\"response.completed\",\"sequence_number\":2,\"response\":{\"id\":\"r\",\"status\":\"completed\",\"output\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}}\n";

    @AutoClose private final RelayWorld world = new RelayWorld();

    private RecordedReply ask(String path, Script script) {
        world.channel("first", path.equals(MESSAGES) ? Kind.ANTHROPIC : Kind.OPENAI);
        world.upstream().expect("first.test", script);
        return world.post(path, STREAMED).send();
    }

    private void whole(RecordedReply reply, String text, Source source) {
        assertEquals(text, reply.text());
        assertTrue(reply.ended());
        assertEquals(Outcome.SUCCESS, world.usage().outcome());
        assertEquals("none", world.usage().failure());
        assertEquals(source, world.usage().source());
        assertEquals(2, world.usage().tokens().output());
    }

    private void broken(RecordedReply reply, String failure) {
        assertFalse(reply.ended(), reply.text());
        assertFalse(reply.text().contains("[DONE]"), reply.text());
        assertFalse(reply.text().contains("message_stop"), reply.text());
        assertFalse(reply.text().contains("response.completed"), reply.text());
        assertTrue(reply.text().contains("error"), reply.text());
        assertEquals(failure, world.usage().failure());
        assertEquals(Outcome.UPSTREAM_CUT, world.usage().outcome());
    }

    private static UpstreamFault reset() {
        return new UpstreamBroken(UpstreamBroken.How.CUT);
    }

    private static UpstreamFault silence() {
        return new UpstreamTimeout(UpstreamTimeout.Phase.IDLE);
    }

    private static Script then(String text, String then) {
        Script script = Script.stream(text);
        return switch (then) {
            case "reset" -> script.thenFails(reset());
            case "silence" -> script.thenFails(silence());
            default -> script;
        };
    }

    // --- whole ---

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset", "silence"})
    void aChatIsWholeBehindItsFinishReason(String then) {
        whole(
                ask(CHAT, then(FIRST + FINISH + USAGE, then)),
                FIRST + FINISH + USAGE + DONE,
                Source.REPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset", "silence"})
    void alsoWithoutUsage(String then) {
        whole(ask(CHAT, then(FIRST + FINISH, then)), FIRST + FINISH + DONE, Source.COUNTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset", "silence"})
    void aMessageIsWholeBehindItsStopReason(String then) {
        whole(ask(MESSAGES, then(STOP_REASON, then)), STOP_REASON + STOP, Source.REPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: {\"half\n\n", "data: <html>\n\n", "data: null\n\n"})
    void whatMakesNoSenseBehindAWholeAnswerStaysHere(String garbage) {
        whole(
                ask(CHAT, Script.stream(FIRST + FINISH + garbage + USAGE)),
                FIRST + FINISH + USAGE + DONE,
                Source.REPORTED);
    }

    @Test
    void aReportThatWasCutIsNone() {
        String half = USAGE.substring(0, USAGE.length() / 2);
        whole(
                ask(CHAT, Script.stream(FIRST + FINISH + half)),
                FIRST + FINISH + DONE,
                Source.COUNTED);
    }

    @ParameterizedTest
    @CsvSource({"'data: {oops\n\n',reset", "'data: [DONE]\n\n',close"})
    void alsoBehindAWholeMessage(String garbage, String then) {
        whole(
                ask(MESSAGES, then(STOP_REASON + garbage, then)),
                STOP_REASON + STOP,
                Source.REPORTED);
    }

    @Test
    void anUpstreamIsToldToHurryOnceAllContentIsThere() {
        ask(CHAT, Script.stream(FIRST + FINISH + USAGE + DONE).cut(Cuts.eachByte()));

        assertEquals(List.of(Duration.ofSeconds(5)), world.upstream().hurried());
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset", "silence"})
    void theLastEventMayLackItsBlankLine(String then) {
        whole(
                ask(RESPONSES, then(ITEM + COMPLETED, then)),
                ITEM + COMPLETED + "\n",
                Source.REPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r"})
    void orTheEndOfItsLine(String end) {
        String last = COMPLETED.stripTrailing() + end;
        whole(ask(RESPONSES, Script.stream(ITEM + last)), ITEM + last + "\n\n", Source.REPORTED);
    }

    @Test
    void theLastFrameOfAChatToo() {
        String last = DONE.stripTrailing();
        whole(
                ask(CHAT, Script.stream(FIRST + USAGE + last)),
                FIRST + USAGE + DONE,
                Source.REPORTED);
    }

    @Test
    void theLastFrameOfAMessageToo() {
        whole(
                ask(MESSAGES, Script.stream(STOP_REASON + STOP.stripTrailing()).thenFails(reset())),
                STOP_REASON + STOP,
                Source.REPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"completed", "incomplete", "cancelled"})
    void anyTerminalEventEndsAResponse(String how) {
        String text = ITEM + COMPLETED.replace("completed", how) + "\n";
        whole(ask(RESPONSES, Script.stream(text + ": more\n\n")), text, Source.REPORTED);
    }

    /// `[DONE]` is the upstream's own word.
    @Test
    void anEndWithoutFinishReasonsIsOne() {
        whole(
                ask(CHAT, Script.stream(FIRST + USAGE + DONE)),
                FIRST + USAGE + DONE,
                Source.REPORTED);
    }

    // --- not whole ---

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset"})
    void aReasonThatComesTwiceEndsOneChoiceOnly(String then) {
        String second =
                "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"},\"finish_reason\":null}]}\n\n";
        broken(ask(CHAT, then(FIRST + second + FINISH + FINISH, then)), "upstream_cut");
    }

    @Test
    void severalChoicesInOneChunkEndTogether() {
        String chunk =
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hell\"},\"finish_reason\":\"stop\"},{\"index\":1,\"delta\":{\"content\":\"o\"},\"finish_reason\":\"stop\"}]}\n\n";
        whole(ask(CHAT, Script.stream(chunk)), chunk + DONE, Source.COUNTED);
    }

    @ParameterizedTest
    @CsvSource({
        CHAT + ",'data: {\"choices\":[{\"delta\":{\"content\":\"Hel'",
        MESSAGES
                + ",'data: {\"type\":\"content_block_delta\",\"delta\":{\"text\":\"Hello\"}}\n\ndata: {\"type\":\"mess'",
        RESPONSES + ",'data: {\"type\":\"response.completed\",\"resp'",
    })
    void aFrameThatWasCutIsNone(String path, String cut) {
        String before =
                switch (path) {
                    case CHAT -> FIRST;
                    case RESPONSES -> ITEM;
                    default -> "";
                };
        broken(ask(path, Script.stream(before + cut)), "upstream_cut");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"message\":\"engine died\",\"code\":500}}",
                "{\"object\":\"error\",\"message\":\"engine died\",\"type\":\"InternalServerError\",\"code\":500}",
                "{\"type\":\"error\",\"message\":\"engine died\"}",
                "{\"error\":\"engine died\"}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}",
                "{\"error\":{\"code\":\"server_error\",\"message\":\"gone\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}",
            })
    void anErrorByAnyNameEndsAChat(String error) {
        broken(
                ask(CHAT, Script.stream(FIRST + "data: " + error + "\n\n" + DONE)),
                "upstream_reported");
    }

    @Test
    void anErrorBehindAFinishReasonIsOneToo() {
        broken(
                ask(
                        CHAT,
                        Script.stream(
                                FIRST + FINISH + "data: {\"error\":{\"code\":500}}\n\n" + DONE)),
                "upstream_reported");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, MESSAGES, RESPONSES})
    void theNameOfAnEventMayBeTheError(String path) {
        String before =
                switch (path) {
                    case CHAT -> FIRST;
                    case RESPONSES -> ITEM;
                    default ->
                            STOP_REASON.substring(0, STOP_REASON.indexOf("event: message_delta"));
                };
        String error = "event: error\ndata: {\"message\":\"engine died\"}\n\n";
        broken(ask(path, Script.stream(before + error + DONE)), "upstream_reported");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}",
                "{\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}",
                "{\"object\":\"error\",\"message\":\"x\"}",
            })
    void anErrorByAnyNameEndsAMessageAndAResponse(String error) {
        String half = STOP_REASON.substring(0, STOP_REASON.indexOf("event: message_delta"));
        broken(
                ask(MESSAGES, Script.stream(half + "data: " + error + "\n\n" + STOP)),
                "upstream_reported");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"error\",\"code\":\"x\",\"message\":\"y\"}",
                "{\"error\":{\"code\":\"x\",\"message\":\"y\"}}",
                "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"y\"}}}",
            })
    void anErrorByAnyNameEndsAResponse(String error) {
        broken(
                ask(RESPONSES, Script.stream(ITEM + "data: " + error + "\n\n" + COMPLETED)),
                "upstream_reported");
    }

    // --- what a client pays that left ---

    @ParameterizedTest
    @ValueSource(strings = {"reasoning", "reasoning_content", "thinking"})
    void thoughtsByAnyNameArePaidWhenTheClientLeaves(String name) {
        var text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"")
                    .append(name)
                    .append("\":\"step ")
                    .append(i)
                    .append(" of a long thought \"},\"finish_reason\":null}]}\n\n");
        }
        world.channel("first", Kind.OPENAI);
        Asking asking =
                world.post(
                        CHAT,
                        "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        world.upstream()
                .expect(
                        "first.test",
                        Script.stream(text.toString())
                                .onEnd(() -> asking.cancel(Reason.CLIENT_GONE)));

        asking.send();

        long output = world.usage().tokens().output();
        assertTrue(output >= 250 && output <= 400, "counted " + output);
        assertEquals(output, world.usage().tokens().reasoning());
        assertEquals(Source.COUNTED, world.usage().source());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                RESPONSES
                        + "|{\"type\":\"response.output_item.added\",\"item\":{\"type\":\"reasoning\",\"summary\":[]}}",
                MESSAGES
                        + "|{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}",
                CHAT
                        + "|{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"name\":\"look\"}}]}}]}",
            })
    void whatBrokeBehindASignOfWorkIsPaid(String path, String frame) {
        broken(
                ask(path, Script.stream("data: " + frame + "\n\n").thenFails(reset())),
                "upstream_cut");

        assertEquals(Source.COUNTED, world.usage().source());
        assertTrue(world.usage().tokens().input() > 0);
    }
}
