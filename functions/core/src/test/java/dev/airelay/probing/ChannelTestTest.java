package dev.airelay.probing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;
import dev.airelay.probing.TestReport.Fails;
import dev.airelay.probing.TestReport.NotSent;
import dev.airelay.probing.TestReport.Works;
import dev.airelay.relaying.Cuts;
import dev.airelay.relaying.Script;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Timeouts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTestTest {
    private static final String KEY = "sk-a-1-0123456789";
    private static final String ROLE =
            "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";

    private final ProbeWorld world = new ProbeWorld();
    private final Channel openAi = world.draft("a", Kind.OPENAI, 1);

    @AfterEach
    void nothingIsLeftOpen() {
        assertEquals(0, world.upstream().open());
        assertEquals(0, world.upstream().unused());
        assertEquals(0, world.alarmsWaiting());
    }

    private TestReport run(Channel channel, Script... scripts) {
        world.expect("a", scripts);
        return world.test().run(channel, channel.target().keys().getFirst(), "small");
    }

    private Fails fails(String metric, int status, Script... scripts) {
        TestReport report = run(openAi, scripts);
        assertEquals(metric, report.metric());
        assertEquals(status, report.status());
        assertFalse(report.works());
        return assertInstanceOf(Fails.class, report.result());
    }

    private JsonObject sent(int number) {
        return JsonObject.read(world.upstream().received().get(number).body());
    }

    @Test
    void openAiIsAskedForATinyStreamedCompletion() {
        TestReport report = run(openAi, ProbeWorld.good());

        assertEquals(new TestReport("1", "small-2026", 200, 0, new Works(0)), report);
        var received = world.upstream().received().getFirst();
        assertEquals("https://a.test/chat/completions", received.uri().toString());
        assertEquals(Optional.of("Bearer " + KEY), received.headers().first("authorization"));
        assertEquals(Optional.of("small-2026"), sent(0).text("model"));
        assertEquals(OptionalLong.of(16), sent(0).number("max_tokens"));
        assertTrue(sent(0).isTrue("stream"));
        assertTrue(new String(received.body(), UTF_8).contains("Reply with ok."));
    }

    @Test
    void anthropicIsAskedForATinyStreamedMessage() {
        var channel = world.draft("a", Kind.ANTHROPIC, 1);

        TestReport report = run(channel, Script.stream(ProbeWorld.MESSAGES));

        assertTrue(report.works());
        var received = world.upstream().received().getFirst();
        assertEquals("https://a.test/v1/messages", received.uri().toString());
        assertEquals(Optional.of(KEY), received.headers().first("x-api-key"));
        assertEquals(Optional.of("2023-06-01"), received.headers().first("anthropic-version"));
        assertEquals(Optional.of("small-2026"), sent(0).text("model"));
        assertEquals(OptionalLong.of(16), sent(0).number("max_tokens"));
        assertTrue(sent(0).isTrue("stream"));
    }

    @Test
    void theTimeToTheFirstWordIsMeasuredAndNothingIsReadBehindIt() {
        Script slow =
                ProbeWorld.good()
                        .onCall(() -> world.pass(Duration.ofMillis(250)))
                        .onEnd(() -> {
                            throw new AssertionError("read on");
                        });

        TestReport report = run(openAi, slow);

        assertEquals(new Works(250), report.result());
        assertEquals(250, report.totalMillis());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void howTheStreamIsCutMakesNoDifference(Kind kind) {
        var stream = kind == Kind.OPENAI ? ProbeWorld.CHAT : ProbeWorld.MESSAGES;

        assertTrue(
                run(world.draft("a", kind, 1), Script.stream(stream).cut(Cuts.eachByte())).works());
    }

    @Test
    void aModelThatOnlyThoughtUntilItsLimitWorks() {
        assertTrue(
                run(
                                openAi,
                                Script.stream(
                                        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n"))
                        .works());
    }

    @Test
    void aModelThatRefusesTheLimitIsAskedWithoutOne() {
        TestReport report =
                run(
                        openAi,
                        Script.json(400, "{\"error\":{\"message\":\"unsupported\"}}"),
                        ProbeWorld.good());

        assertTrue(report.works());
        assertEquals(200, report.status());
        assertTrue(sent(1).member("max_tokens").isEmpty());
    }

    @Test
    void aRefusalIsToldInTheUpstreamsOwnWords() {
        Script refusal = Script.json(400, "{\"error\":{\"message\":\"no such tool\"}}");

        assertEquals(
                "It refuses the request (status 400): no such tool",
                fails("upstream_refused", 400, refusal, refusal).message());
    }

    @Test
    void aModelThatItDoesNotHaveIsToldAsSuch() {
        Script refusal = Script.json(404, "{\"error\":{\"message\":\"no model small-2026\"}}");

        assertEquals(
                "It does not have the model (status 404): no model small-2026",
                fails("upstream_lacks_model", 404, refusal).message());
    }

    @Test
    void anAccountWithoutQuotaIsToldAsSuch() {
        Script spent =
                Script.json(
                        429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"spent\"}}");

        assertEquals(
                "The account of this key has no quota left (status 429): spent",
                fails("upstream_quota", 429, spent).message());
    }

    @Test
    void anthropicNeedsTheLimitAndIsAskedOnce() {
        Script refusal = Script.json(400, "{\"error\":{\"message\":\"credit\"}}");

        TestReport report = run(world.draft("a", Kind.ANTHROPIC, 1), refusal);

        assertEquals("upstream_refused", report.metric());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Incorrect API key: " + KEY,
                "Incorrect API key: sk-a-1-01234*****",
                "Incorrect API key: *****23456789",
            })
    void noPartOfTheKeyIsEverShown(String said) {
        String message =
                fails(
                                "upstream_denied",
                                401,
                                Script.json(401, "{\"error\":{\"message\":\"" + said + "\"}}"))
                        .message();

        assertTrue(message.startsWith("It does not accept this key (status 401): Incor"), message);
        assertFalse(message.contains("0123") || message.contains("3456"), message);
    }

    @Test
    void whatAnUpstreamSaysAtLengthIsCutAndPutOnOneLine() {
        String message =
                fails("upstream_status", 500, Script.answer(500, "text/plain", "x\n".repeat(999)))
                        .message();

        assertTrue(message.length() < 400 && message.endsWith("…"), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aPageInPlaceOfAStreamFails() {
        assertEquals(
                "Its answer is not a stream of its dialect: look at the base URL (status 200):"
                        + " content type text/html",
                fails(
                                "upstream_nonsense",
                                200,
                                Script.answer(200, "text/html", "<html>Log in</html>"))
                        .message());
    }

    @Test
    void aPageUnderTheTypeOfAStreamFails() {
        fails("upstream_nonsense", 200, Script.stream("data: <html>Log in</html>\n\n"));
        fails("upstream_nonsense", 200, Script.stream("<html>Log in</html>\n\n"));
    }

    @Test
    void aPageWithAnErrorStatusIsNotShown() {
        assertEquals(
                "It answers with an error (status 502).",
                fails(
                                "upstream_status",
                                502,
                                Script.answer(502, "text/html", "<html>Bad Gateway</html>"))
                        .message());
    }

    @Test
    void anErrorInOnePieceUnderStatus200Fails() {
        var failed =
                fails(
                        "upstream_denied",
                        200,
                        Script.json(
                                200,
                                "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"no\"}}"));

        assertEquals("It does not accept this key (status 200): no", failed.message());
    }

    @Test
    void anAnswerInOnePieceIsNoStream() {
        fails("upstream_nonsense", 200, Script.json(200, "{\"choices\":[],\"error\":null}"));
        fails("upstream_nonsense", 200, Script.answer(200, Headers.none(), new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ": ping\n\n", ROLE, "data: [DONE]\n\n", ROLE + "data: [DONE]\n\n"})
    void aStreamThatEndsBeforeItSaysAnythingFails(String body) {
        assertEquals(
                "Its answer ended before it said anything (status 200).",
                fails("upstream_cut", 200, Script.stream(body)).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ROLE})
    void anErrorInTheStreamFails(String before) {
        String error = "data: {\"error\":{\"code\":\"slow_down\",\"message\":\"later\"}}\n\n";

        assertEquals(
                "It says that it is overloaded (status 200): later",
                fails("upstream_overloaded", 200, Script.stream(before + error)).message());
    }

    @Test
    void anErrorInAnAnthropicStreamFails() {
        TestReport report =
                run(
                        world.draft("a", Kind.ANTHROPIC, 1),
                        Script.stream(
                                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"sorry\"}}\n\n"));

        assertEquals(
                new Fails(
                        "upstream_reported",
                        "It reports an error inside its answer (status 200): sorry"),
                report.result());
    }

    @Test
    void aConnectionThatBreaksFails() {
        fails("upstream_connect", 0, Script.fails(new UpstreamBroken(UpstreamBroken.How.CONNECT)));
        fails(
                "upstream_cut",
                200,
                Script.stream(ROLE).thenFails(new UpstreamBroken(UpstreamBroken.How.CUT)));
        fails(
                "upstream_status",
                500,
                Script.answer(500, "text/plain", "x")
                        .thenFails(new UpstreamBroken(UpstreamBroken.How.CUT)));
    }

    @Test
    void thirtySecondsOfSilenceAreTheMostAnyTestTakes() {
        Script silent = Script.stream(ROLE).onEnd(() -> world.pass(ChannelTest.LONGEST));

        assertEquals(
                "It said nothing in time (status 200).",
                fails("upstream_timeout_first_token", 200, silent).message());
    }

    @Test
    void lessPatienceOfTheChannelIsKept() {
        Duration second = Duration.ofSeconds(1);
        var conduct = openAi.policy();
        var hasty =
                openAi.withPolicy(
                        conduct.withTimeouts(
                                new Timeouts(second, second, second, Duration.ofMinutes(1))));

        TestReport report = run(hasty, ProbeWorld.good().onCall(() -> world.pass(second)));

        assertEquals("upstream_timeout_first_token", report.metric());
        assertEquals(0, report.status());
        assertEquals(1_000, report.totalMillis());
    }

    @Test
    void aKeyThatCannotBeOpenedSaysNothingOfTheUpstream() {
        TestReport report = run(world.locked(openAi));

        assertInstanceOf(NotSent.class, report.result());
        assertEquals("key_not_opened", report.metric());
    }
}
