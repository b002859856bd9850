package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the relay adds to a request and an upstream refuses is left out.
class RepairTest {
    private static final String BODY = "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true}";
    private static final String STREAM =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
    private static final Script GOOD = Script.stream(STREAM);
    private static final Script REFUSAL =
            Script.json(
                    422,
                    "{\"object\":\"error\",\"message\":{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"stream_options\"]}]},\"type\":\"invalid_request_error\"}");

    @AutoClose private final RelayWorld world = new RelayWorld();

    private RecordedReply ask(String body) {
        return world.post(Bodies.CHAT, body).send();
    }

    private String sent(int number) {
        return new String(world.upstream().received().get(number).body(), UTF_8);
    }

    static Stream<Script> refusals() {
        return Stream.of(
                REFUSAL,
                Script.json(
                        400,
                        "{\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\"}}"),
                Script.json(
                        400,
                        "{\"detail\":[{\"loc\":[\"body\",\"stream_options\",\"include_usage\"],\"msg\":\"no\"}]}"),
                Script.json(
                        422,
                        "{\"object\":\"error\",\"message\":\"{\\\"detail\\\":[{\\\"loc\\\":[\\\"body\\\",\\\"stream_options\\\"]}]}\",\"code\":\"1000\"}"),
                Script.answer(400, "text/plain", "unknown field \"Stream_Options\""),
                Script.answer(500, "text/html", "<html>json: unknown field stream_options</html>"),
                Script.json(200, "{\"error\":{\"message\":\"include_usage is not supported\"}}"),
                Script.stream(
                        "data: {\"error\":{\"message\":\"stream_options is not supported\",\"code\":400}}\n\n"),
                Script.stream(
                        ": hi\n\nevent: error\ndata: {\"object\":\"error\",\"error\":\"no include_usage\"}\n\n"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whateverShapeARefusalHasItIsAskedOnceMoreWithoutIt(Script refusal) {
        world.channel("first", Kind.OPENAI, 2, c -> c);
        world.upstream().expect("first.test", refusal, GOOD);

        RecordedReply reply = ask(BODY);

        assertEquals(200, reply.status());
        assertEquals(STREAM, reply.text());
        assertTrue(sent(0).contains("include_usage"), sent(0));
        assertEquals(BODY, sent(1));
        var attempts = world.usage().attempts();
        assertEquals(2, attempts.size());
        assertEquals(attempts.get(0).keyId(), attempts.get(1).keyId());
        assertEquals(List.of(), world.pauses());
        assertEquals(List.of("repaired:stream_options"), world.usage().notes());
        assertEquals(Source.COUNTED, world.usage().source());
        assertEquals(Outcome.SUCCESS, world.usage().outcome());
        assertTrue(world.logged().contains("channel first refuses stream_options"), world.logged());
    }

    @Test
    void theNextRequestGoesWithoutItAtOnceUntilTheChannelIsChangedOrAnHourHasPassed() {
        world.channel("first", Kind.OPENAI, 1, c -> c);
        world.upstream().expect("first.test", REFUSAL, GOOD, GOOD);
        ask(BODY);
        ask(BODY);
        assertEquals(BODY, sent(2));
        assertEquals(List.of("repaired:stream_options"), world.books().records().getLast().notes());

        world.pass(Duration.ofHours(1));
        world.upstream().expect("first.test", GOOD);
        ask(BODY);
        assertTrue(sent(3).contains("include_usage"));

        world.upstream().expect("first.test", REFUSAL, GOOD, GOOD);
        ask(BODY);
        world.channels().save(world.channels().all().getFirst().withName("renamed"));
        world.routesChanged();
        ask(BODY);
        assertTrue(sent(6).contains("include_usage"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"include_usage\":false}", "{}", "null"})
    void whatTheClientWroteGoesAsItWroteIt(String options) {
        world.channel("first", Kind.OPENAI, 1, c -> c);
        world.upstream().expect("first.test", REFUSAL, GOOD);
        String body = "{\"model\":\"m\",\"stream\":true,\"stream_options\":" + options + "}";

        assertEquals(200, ask(body).status());

        assertTrue(sent(0).contains("\"include_usage\":true"), sent(0));
        assertEquals(body, sent(1));
    }

    @Test
    void whatTheClientAskedForItselfIsItsOwnAffair() {
        world.channel("first", Kind.OPENAI, 1, c -> c);
        world.upstream().expect("first.test", REFUSAL);

        RecordedReply reply = ask(Bodies.STREAMED);

        assertEquals(422, reply.status());
        assertTrue(reply.text().contains("stream_options"), reply.text());
        assertEquals(List.of(), world.usage().notes());
    }

    @Test
    void aRepairThatDoesNotHelpIsNotRemembered() {
        world.channel("first", Kind.OPENAI, 1, c -> c);
        world.upstream().expect("first.test", REFUSAL, REFUSAL, GOOD);

        assertEquals(422, ask(BODY).status());
        assertEquals(200, ask(BODY).status());

        assertTrue(sent(2).contains("include_usage"));
        assertFalse(world.logged().contains("refuses"));
    }

    @Test
    void otherRefusalsAreNotRepaired() {
        world.channel("first", Kind.OPENAI, 1, c -> c);
        world.upstream()
                .expect(
                        "first.test",
                        Script.json(422, "{\"detail\":[{\"loc\":[\"body\",\"n\"]}]}"));

        assertEquals(422, ask(BODY).status());
    }

    @Test
    void aWholeAnswerHasNothingToRepair() {
        world.channel("first", Kind.OPENAI, 1, c -> c);
        world.upstream().expect("first.test", REFUSAL);

        assertEquals(422, ask(Bodies.WHOLE).status());
    }
}
