package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static dev.airelay.relaying.Bodies.STREAMED;
import static dev.airelay.relaying.Bodies.WHOLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Headers;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Tokens;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams in the forms in which upstreams send them: read over what is odd, passed on as they
/// came.
class StreamFormsTest {
    /// A whole answer of each dialect, its events without names, that reports 77 and 5 tokens.
    enum Answer {
        OF_CHAT(
                CHAT,
                Kind.OPENAI,
                "{'choices':[{'index':0,'delta':{'role':'assistant','content':''},'finish_reason':null}]}",
                "{'choices':[{'index':0,'delta':{'content':'hello'},'finish_reason':null}]}",
                "{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}",
                "{'choices':[],'usage':{'prompt_tokens':77,'completion_tokens':5,'total_tokens':82}}",
                "[DONE]"),
        OF_MESSAGES(
                MESSAGES,
                Kind.ANTHROPIC,
                "{'type':'message_start','message':{'content':[],'usage':{'input_tokens':77,'output_tokens':1}}}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'hello'}}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':5}}",
                "{'type':'message_stop'}"),
        OF_RESPONSES(
                RESPONSES,
                Kind.OPENAI,
                "{'type':'response.created','sequence_number':0,'response':{'id':'r','status':'in_progress','output':[]}}",
                "{'type':'response.output_text.delta','sequence_number':1,'delta':'hello'}",
                "{'type':'response.completed','sequence_number':2,'response':{'id':'r','status':'completed','output':[],'usage':{'input_tokens':77,'output_tokens':5,'total_tokens':82}}}");

        private final String path;
        private final Kind kind;
        private final String[] events;

        Answer(String path, Kind kind, String... events) {
            this.path = path;
            this.kind = kind;
            this.events = events;
        }

        /// @param before what precedes the data of each event
        /// @param after what follows it
        String text(String before, String after) {
            var text = new StringBuilder();
            for (String event : events) {
                text.append(before).append(event.replace('\'', '"')).append(after);
            }
            return text.toString();
        }
    }

    @AutoClose private final RelayWorld world = new RelayWorld();

    private RecordedReply ask(Answer answer, Script script) {
        world.channel("first", answer.kind);
        world.upstream().expect("first.test", script);
        return world.post(answer.path, STREAMED).send();
    }

    private void served(RecordedReply reply, String text) {
        assertEquals(200, reply.status());
        assertEquals(text, reply.text());
        assertTrue(reply.ended());
        assertEquals(Outcome.SUCCESS, world.usage().outcome());
        assertEquals(new Tokens(77, 0, 0, 0, 5, 0), world.usage().tokens());
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void namesOfEventsMayBeMissing(Answer answer) {
        String text = answer.text("data: ", "\n\n");
        served(ask(answer, Script.stream(text).cut(Cuts.eachByte())), text);
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void emptyDataIsReadOver(Answer answer) {
        String text = answer.text("data:\n\ndata: \n\nid: 4\ndata:\n\ndata: ", "\n\n");
        served(ask(answer, Script.stream(text).cut(Cuts.eachByte())), text);
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void blanksAroundTheDataAreReadOver(Answer answer) {
        String text = answer.text("data:   ", " \t \n\n");
        served(ask(answer, Script.stream(text)), text);
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void commentsAndOtherFieldsAreReadOver(Answer answer) {
        String text = answer.text(": PROCESSING\n\n:\nid: 1\nretry: 5\nx-y: z\ndata:", "\n\n");
        served(ask(answer, Script.stream(text).cut(Cuts.eachByte())), text);
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void anyEndsOfLinesAndAMarkAreRead(Answer answer) {
        String text =
                "\uFEFF" + answer.text("data: ", "\r\n\r\n").replaceFirst("\r\n\r\n", "\n\r\n");
        served(ask(answer, Script.stream(text).cut(Cuts.eachByte())), text);
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void dataMayBeSpreadOverLines(Answer answer) {
        String text = answer.text("data: ", "\n\n").replace(",\"", ",\ndata: \"");
        served(ask(answer, Script.stream(text).cut(Cuts.eachByte())), text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OF_CHAT|",
                "OF_CHAT|text/plain; charset=utf-8",
                "OF_CHAT|application/json",
                "OF_CHAT|text/event-stream; charset=latin1; x=y",
                "OF_MESSAGES|",
                "OF_MESSAGES|application/octet-stream",
                "OF_RESPONSES|",
                "OF_RESPONSES|TEXT/EVENT-STREAM",
                "OF_RESPONSES|text/html",
            })
    void aStreamIsOneUnderAnyType(Answer answer, String type) {
        Headers headers = type == null ? Headers.none() : Headers.of("content-type", type);
        String text = answer.text("data: ", "\n\n");

        RecordedReply reply =
                ask(answer, Script.answer(200, headers, text.getBytes(UTF_8)).cut(Cuts.eachByte()));

        served(reply, text);
        assertEquals(
                type != null && type.contains("utf-8")
                        ? "text/event-stream; charset=utf-8"
                        : "text/event-stream",
                reply.header("content-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text/plain", "text/event-stream", "application/json; charset=UTF-8"})
    void anAnswerInOnePieceIsOneUnderAnyType(String type) {
        String body =
                " \r\n {\"choices\":[{\"message\":{\"content\":\"hello\"}}],\"usage\":{\"prompt_tokens\":77,\"completion_tokens\":5}}";
        Headers headers = type.isEmpty() ? Headers.none() : Headers.of("content-type", type);

        RecordedReply reply =
                ask(
                        Answer.OF_CHAT,
                        Script.answer(200, headers, body.getBytes(UTF_8)).cut(Cuts.eachByte()));

        served(reply, body);
        assertEquals(
                type.endsWith("UTF-8") ? "application/json; charset=utf-8" : "application/json",
                reply.header("content-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><html></html>",
                "Internal server error",
                "[1,2]",
                "upstream connect error",
                "   ",
                "",
            })
    void whatIsNeitherIsNonsense(String body) {
        RecordedReply reply =
                ask(Answer.OF_CHAT, Script.answer(200, Headers.none(), body.getBytes(UTF_8)));

        assertEquals(502, reply.status());
        assertEquals("upstream_nonsense", world.usage().failure());
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void aStreamInPlaceOfAnAnswerInOnePieceIsNonsense(Answer answer) {
        world.channel("first", answer.kind);
        world.upstream().expect("first.test", Script.stream(answer.text("data: ", "\n\n")));

        assertEquals(502, world.post(answer.path, WHOLE).send().status());
        assertEquals("upstream_nonsense", world.usage().failure());
    }

    /// Some servers leave the type to the name of the event.
    @Test
    void anEventMayBeNamedOutsideOfItsData() {
        String text =
                """
                event: message_start
                data: {"message":{"content":[],"usage":{"input_tokens":77,"output_tokens":1}}}

                event: content_block_delta
                data: {"delta":{"type":"text_delta","text":"hello"}}

                event: message_delta
                data: {"delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}

                event: message_stop
                data: {}

                """;
        served(ask(Answer.OF_MESSAGES, Script.stream(text + ": late\n\n")), text);
    }

    @Test
    void aResponseMayBeEndedByTheNameOfItsEvent() {
        String text =
                """
                data: {"type":"response.output_text.delta","delta":"hello"}

                event: response.completed
                data: {"response":{"status":"completed","usage":{"input_tokens":77,"output_tokens":5}}}

                """;
        served(ask(Answer.OF_RESPONSES, Script.stream(text)), text);
    }

    @ParameterizedTest
    @CsvSource({
        "OF_CHAT,'data: [DONE]\n\n'",
        "OF_CHAT,'data: {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\ndata: [DONE]\n\n'",
        "OF_MESSAGES,'data: {\"type\":\"message_stop\"}\n\n'",
        "OF_MESSAGES,'data: [DONE]\n\n'",
        "OF_RESPONSES,'data: [DONE]\n\n'",
    })
    void anEndWithNothingBeforeItIsAFailure(Answer answer, String text) {
        if (answer == Answer.OF_CHAT) {
            world.twoChannels(ChannelPolicy.USUAL);
            String good = answer.text("data: ", "\n\n");
            world.expect(Script.stream(text), Script.stream(good));
            served(world.post(answer.path, STREAMED).send(), good);
        } else {
            RecordedReply reply = ask(answer, Script.stream(text));
            assertEquals(502, reply.status());
            assertFalse(reply.text().contains("[DONE]"));
        }
    }
}
