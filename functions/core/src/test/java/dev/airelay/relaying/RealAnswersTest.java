package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.RestTarget;
import dev.airelay.upstream.Kind;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Answers of real upstreams that were once read wrongly, byte for byte.
class RealAnswersTest {
    private static final String STREAMED = "{\"model\":\"m\",\"stream\":true}";

    @AutoClose private final RelayWorld world = new RelayWorld();

    private RecordedReply ask(Script answer, String body) {
        world.channel("only", Kind.OPENAI, 1, c -> c);
        world.upstream().expect("only.test", answer);
        return world.post(Bodies.CHAT, body).send();
    }

    private void isOpenToOthers() {
        assertEquals(1, world.upstream().received().size());
        assertEquals(1, world.board().healths().of("only").to("another").score(world.now()));
        assertFalse(rests("another"));
    }

    private boolean rests(String asker) {
        return world.board()
                .healths()
                .of("only")
                .to(asker)
                .rests(new RestTarget.Key("1"), world.now());
    }

    @Test
    void aRequestThatIsTooLargeToldByAPage() {
        RecordedReply reply =
                ask(
                        Script.answer(
                                413,
                                "text/html",
                                "<html><h1>413 Request Entity Too Large</h1></html>"),
                        Bodies.WHOLE);

        assertEquals(413, reply.status());
        assertFalse(reply.text().contains("<"), reply.text());
        isOpenToOthers();
    }

    @Test
    void aRefusalInsideAGoodStream() {
        RecordedReply reply =
                ask(
                        Script.stream(
                                "data: {\"error\":{\"message\":\"prompt is longer than the context\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}}\n\ndata: [DONE]\n\n"),
                        STREAMED);

        assertEquals(400, reply.status());
        assertTrue(reply.text().contains("prompt is longer than the context"), reply.text());
        isOpenToOthers();
    }

    @Test
    void aModelThatIsNotThereInsideAGoodAnswer() {
        RecordedReply reply =
                ask(
                        Script.json(
                                200,
                                "{\"error\": {\"message\": \"no such model\", \"code\": 404}}"),
                        Bodies.WHOLE);

        assertEquals(404, reply.status());
        isOpenToOthers();
    }

    @Test
    void inputThatIsFlaggedUnderTheStatusOfAMissingPermission() {
        RecordedReply reply =
                ask(
                        Script.json(
                                403,
                                "{\"error\": {\"message\": \"input was flagged\", \"code\": 403, \"metadata\": {\"reasons\": [\"violence\"], \"flagged_input\": \"x\"}}}"),
                        Bodies.WHOLE);

        assertEquals(403, reply.status());
        assertTrue(reply.text().contains("\"reasons\":[\"violence\"]"), reply.text());
        assertFalse(rests("u1"));
        isOpenToOthers();
    }

    @Test
    void anInspectionOfTheInputInsideAGoodStream() {
        RecordedReply reply =
                ask(
                        Script.stream(
                                "data: {\"error\":{\"code\":\"data_inspection_failed\",\"message\":\"input may be inappropriate\",\"type\":\"data_inspection_failed\"}}\n\n"),
                        STREAMED);

        assertEquals(400, reply.status());
        isOpenToOthers();
    }

    @Test
    void aQuotaThatIsUsedUpUnderTheStatusOfALimit() {
        RecordedReply reply =
                ask(
                        Script.json(
                                429,
                                "{\"error\": {\"message\": \"You exceeded your current quota\", \"type\": \"insufficient_quota\", \"code\": \"insufficient_quota\"}}"),
                        Bodies.WHOLE);

        assertEquals(503, reply.status());
        assertEquals("upstream_quota", world.usage().failure());
        assertEquals(List.of(), world.pauses());
        assertEquals(1, world.upstream().received().size());
        assertTrue(rests("another"), "nobody can have provoked it");
    }
}
