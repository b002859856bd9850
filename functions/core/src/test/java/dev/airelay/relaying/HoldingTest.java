package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Cancellation.Reason;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.Capacity;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is held for a request before anything is seen of its answer, and what becomes of it.
///
/// Input is free here and a token of output costs a nano, an hour in the cache and a search more.
/// The models write 20,000 tokens at most, but for `unknown`, of which nobody knows it.
class HoldingTest {
    private static final long OWNED = 1_000_000_000;
    private static final long SEARCH = 1_000_000;

    @AutoClose private final RelayWorld world = new RelayWorld(UnpricedPolicy.REFUSED);
    private long held;

    @BeforeEach
    void oneChannelOfEachKind() {
        for (Kind kind : Kind.values()) {
            String provider = kind.name().toLowerCase(java.util.Locale.ROOT);
            world.channel(provider, kind);
            world.price(price(provider, "m", new Capacity(100_000, 20_000, 100, false)));
            world.price(price(provider, "thinker", new Capacity(100_000, 20_000, 100, true)));
            world.price(price(provider, "unknown", Capacity.UNKNOWN));
        }
        world.balance(OWNED);
    }

    private static Price price(String provider, String model, Capacity capacity) {
        var none = Nanos.ZERO;
        return new Price(
                provider,
                model,
                Instant.EPOCH,
                List.of(
                        new Tier(
                                0,
                                new Rates(
                                        none,
                                        none,
                                        none,
                                        Nanos.ofDollars("1000"),
                                        Nanos.ofDollars("0.001")))),
                Nanos.ZERO,
                Map.of("web_search", new Nanos(SEARCH)),
                Map.of("priority", Multiplier.of("2"), "us", Multiplier.of("1.1")),
                capacity,
                "");
    }

    private static String host(String path) {
        return path.equals(MESSAGES) ? "anthropic.test" : "openai.test";
    }

    private long held(String path, String members) {
        world.upstream()
                .expect(
                        host(path),
                        Script.json(400, "{}").onCall(() -> held = OWNED - world.available()));
        world.post(path, "{" + members + "}").send();
        return held;
    }

    private long held(String members) {
        return held(CHAT, "\"model\":\"m\"," + members);
    }

    @Test
    void aWholeAnswerHoldsAllThatTheModelMayWrite() {
        assertEquals(20_000, held("\"stream\":false"));
        assertEquals(7, held("\"max_tokens\":7"));
        assertEquals(32_768, held(CHAT, "\"model\":\"unknown\""));
        assertEquals(20_000, held(MESSAGES, "\"model\":\"m\""));
        assertEquals(20_000, held(RESPONSES, "\"model\":\"m\""));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"max_completion_tokens\":1,\"max_tokens\":16384',16384",
        "'\"n\":128,\"max_tokens\":10',1280",
        "'\"n\":128',2560000",
        "'\"best_of\":20',400000",
        "'\"max_tokens\":16384.0',20000",
        "'\"max_tokens\":\"16384\"',20000",
        "'\"max_tokens\":-1',20000",
        "'\"max_tokens\":1e19',20000",
        "'\"max_tokens\":null',20000"
    })
    void whatAnUpstreamCouldMakeOfItIsHeld(String members, long nanos) {
        assertEquals(nanos, held(members));
    }

    @ParameterizedTest
    @CsvSource({
        "m,'\"x\":0',4096",
        "m,'\"n\":5',4096",
        "m,'\"max_tokens\":100',100",
        "m,'\"max_tokens\":9000,\"n\":2',4096",
        "m,'\"best_of\":2',40000",
        "m,'\"reasoning_effort\":\"high\"',20000",
        "m,'\"reasoning_effort\":\"none\"',4096",
        "thinker,'\"x\":0',20000",
        "thinker,'\"max_tokens\":500',500"
    })
    void aStreamThatIsSeenHoldsTheBeginning(String model, String members, long nanos) {
        assertEquals(nanos, held(CHAT, "\"model\":\"" + model + "\",\"stream\":true," + members));
    }

    @Test
    void toolsAreHeldAsOftenAsTheyMayRun() {
        String tool = "\"max_tokens\":1,\"tools\":[{\"type\":\"web_search_20250305\"%s}]";
        assertEquals(1 + 10 * SEARCH, held(MESSAGES, "\"model\":\"m\"," + tool.formatted("")));
        assertEquals(
                1 + 3 * SEARCH,
                held(MESSAGES, "\"model\":\"m\"," + tool.formatted(",\"max_uses\":3")));
        assertEquals(
                1 + 2 * SEARCH,
                held(
                        RESPONSES,
                        "\"model\":\"m\",\"max_output_tokens\":1,\"max_tool_calls\":2,"
                                + "\"tools\":[{\"type\":\"web_search\"},{\"type\":\"file_search\"}]"));
        assertEquals(1 + 10 * SEARCH, held("\"max_tokens\":1,\"web_search_options\":{}"));
    }

    @Test
    void tiersAreHeldAtTheirPrice() {
        assertEquals(200, held("\"max_tokens\":100,\"service_tier\":\"priority\""));
        assertEquals(100, held("\"max_tokens\":100,\"service_tier\":\"auto\""));
        assertEquals(
                220,
                held(
                        MESSAGES,
                        "\"model\":\"m\",\"max_tokens\":100,\"service_tier\":\"priority\",\"inference_geo\":\"us\""));
    }

    @ParameterizedTest
    @CsvSource({
        CHAT + ",service_tier,turbo",
        CHAT + ",service_tier,Priority",
        RESPONSES + ",service_tier,flex",
        MESSAGES + ",speed,fast",
        MESSAGES + ",inference_geo,eu"
    })
    void aTierWithoutAPriceIsRefusedBeforeTheGate(String path, String member, String word) {
        String body = "{\"model\":\"m\",\"" + member + "\":\"" + word + "\"}";
        int asked = world.books().asked();
        RecordedReply reply = world.post(path, body).send();
        assertEquals(400, reply.status());
        assertTrue(reply.text().contains(member), reply.text());
        assertEquals(asked, world.books().asked());
    }

    @Test
    void anHourInTheCacheIsHeldAtItsPrice() {
        long tokens =
                held(
                        MESSAGES,
                        "\"model\":\"m\",\"max_tokens\":1,\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}");
        assertTrue(tokens > 1_000_000, tokens + " nanos");
        assertEquals(
                1,
                held(
                        MESSAGES,
                        "\"model\":\"m\",\"max_tokens\":1,\"cache_control\":{\"ttl\":\"5m\"}"));
    }

    @Test
    void whatOnlyTheUpstreamHasIsHeldAsAllThatTheModelCanRead() {
        world.price("openai", "reader", "1", "0");
        for (String member :
                List.of("\"previous_response_id\":\"r\"", "\"prompt\":{\"id\":\"p\"}")) {
            assertEquals(200_000L * 1_000, held(RESPONSES, "\"model\":\"reader\"," + member));
        }
        assertTrue(held(RESPONSES, "\"model\":\"reader\",\"conversation\":null") < 100_000);
    }

    // --- other models ---

    @Test
    void modelsThatTheUpstreamMayChooseMustBeAllowed() {
        world.allowKeyOnly("m");
        String body = "{\"model\":\"m\",\"models\":[\"m\",\"unknown\"]}";
        RecordedReply reply = world.post(CHAT, body).send();
        assertEquals(403, reply.status());
        assertTrue(reply.text().contains("'unknown'"), reply.text());
        world.allowKeyOnly("m", "unknown");
        assertEquals(32_768, held("\"models\":[\"unknown\"]"));
    }

    @Test
    void modelsThatTheUpstreamMayChooseMustHaveAPrice() {
        RecordedReply reply =
                world.post(CHAT, "{\"model\":\"m\",\"models\":[\"elsewhere/x\"]}").send();
        assertEquals(400, reply.status());
        assertTrue(reply.text().contains("elsewhere/x"), reply.text());
        assertEquals(0, world.books().records().size());
    }

    /// Else a cheap name in front of a dear one would be a way to pay less.
    @Test
    void theDearestOfTheModelsIsCharged() {
        world.price("openai", "dear", "0", "1");
        world.upstream().expect("openai.test", Script.json(200, ANSWER));
        world.post(CHAT, "{\"model\":\"m\",\"models\":[\"dear\"]}").send();
        assertEquals(new Nanos(2 * 1_000), world.usage().cost());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Model", "Stream", "N", "Max_Tokens", "me\u017F\u017Fages"})
    void aGovernedNameInAnotherCaseNeverGetsFar(String name) {
        for (String path : List.of(CHAT, MESSAGES, RESPONSES)) {
            RecordedReply reply =
                    world.post(path, "{\"model\":\"m\",\"" + name + "\":\"x\"}").send();
            assertEquals(400, reply.status());
            assertTrue(reply.text().contains(name), reply.text());
        }
        assertEquals(0, world.books().asked());
    }

    // --- the end ---

    private void left(String body, Duration after, long output, List<String> notes) {
        Asking asking = world.post(CHAT, body);
        world.upstream()
                .expect(
                        "openai.test",
                        Script.json(200, "")
                                .onCall(() -> {
                                    world.pass(after);
                                    asking.cancel(Reason.CLIENT_GONE);
                                }));
        assertEquals(499, asking.send().status());
        assertEquals(Outcome.CLIENT_LEFT, world.usage().outcome());
        assertEquals(output, world.usage().tokens().output());
        assertTrue(world.usage().tokens().input() > 0);
        assertEquals(notes, world.usage().notes());
        assertEquals(OWNED - output, world.available());
    }

    @Test
    void whoLeavesWhileAModelThinksPaysForItsThoughts() {
        left("{\"model\":\"thinker\",\"stream\":true}", Duration.ofMillis(2_500), 250, HIDDEN);
    }

    @Test
    void whoLeavesBeforeAWholeAnswerPaysForWhatWasWritten() {
        left("{\"model\":\"m\"}", Duration.ofSeconds(3), 300, HIDDEN);
    }

    @Test
    void whereNobodyKnowsHowFastItIsFiftyTokensASecondAre() {
        left("{\"model\":\"unknown\"}", Duration.ofSeconds(3), 150, HIDDEN);
    }

    @Test
    void nobodyPaysForMoreThoughtsThanAreHeld() {
        left("{\"model\":\"thinker\",\"max_tokens\":40}", Duration.ofSeconds(9), 40, HIDDEN);
    }

    @Test
    void whoLeavesAStreamThatIsSeenPaysForWhatWasSeen() {
        left("{\"model\":\"m\",\"stream\":true}", Duration.ofSeconds(9), 0, List.of());
    }

    private static final List<String> HIDDEN = List.of("hidden_estimated");

    @Test
    void aReportTenTimesBeyondTheBoundIsChargedAtTheBound() {
        answered("\"max_tokens\":100", 1_001);
        assertEquals(100, world.usage().tokens().output());
        assertEquals(List.of("bounded"), world.usage().notes());
        assertEquals(OWNED - 100, world.available());
    }

    @Test
    void aReportBeyondTheBoundIsChargedWhenThereIsMoneyForIt() {
        answered("\"max_tokens\":100", 1_000);
        assertEquals(1_000, world.usage().tokens().output());
        assertEquals(List.of(), world.usage().notes());
    }

    private RecordedReply answered(String members, long written) {
        world.upstream()
                .expect(
                        "openai.test",
                        Script.json(200, ANSWER.replace(":2}", ":" + written + "}")));
        return world.post(CHAT, "{\"model\":\"m\"," + members + "}").send();
    }

    @Test
    void anAnswerThatNobodyCanPayIsNotGiven() {
        world.balance(500);
        RecordedReply reply = answered("\"max_tokens\":100", 900);
        assertEquals(402, reply.status());
        assertEquals(Nanos.ZERO, world.usage().cost());
        assertEquals(500, world.available());
    }

    @Test
    void theEstimateThatIsReconciledIsTheFirst() {
        answered("\"max_tokens\":100", 900);
        assertEquals(new Nanos(100), world.books().reconciliations().getFirst().estimate().cost());
    }
}
