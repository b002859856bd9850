package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.airelay.health.HealthView;
import dev.airelay.health.RestTarget;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What follows from whose fault an upstream's failure is: what the client gets, who is asked next,
/// what rests, and what the record says; in each dialect, streamed and whole.
class WhoseFaultTest extends FaultFixture {
    private static final String PAGE = "<html><h1>No</h1><p>nginx at 10.0.0.7</p></html>";

    private void channels(Order order) {
        ChannelPolicy patient = ChannelPolicy.USUAL;
        world.channel(
                "first", order.kind(), 2, c -> c.withRank(new Rank(1, 1)).withPolicy(patient));
        world.channel("second", order.kind(), 1, c -> c.withPolicy(patient));
    }

    private HealthView first(String asker) {
        return world.board().healths().of("first").to(asker);
    }

    private boolean rests(String asker, String key) {
        return first(asker).rests(new RestTarget.Key(key), world.now());
    }

    private static Stream<Arguments> each(List<Object> inputs) {
        return Order.all().flatMap(order -> inputs.stream().map(input -> arguments(order, input)));
    }

    private static Script script(Object input, Order order) {
        return input instanceof Trouble trouble ? trouble.script(order) : (Script) input;
    }

    static Stream<Arguments> refusals() {
        return each(
                List.of(
                        Script.answer(413, "text/html", PAGE),
                        Script.answer(400, "text/plain", "no"),
                        Script.answer(404, "text/plain", "404 page not found"),
                        Script.answer(405, "text/html", PAGE),
                        Script.answer(414, "text/html", ""),
                        Script.answer(
                                415, "application/json", "{\"detail\":\"Unsupported Media Type\"}"),
                        Script.answer(
                                422,
                                "application/json",
                                "{\"detail\":[{\"loc\":[\"body\",\"n\"],\"msg\":\"no\",\"type\":\"int\"}]}"),
                        Script.answer(431, "text/html", PAGE),
                        Script.answer(451, "text/plain", ""),
                        Script.json(
                                403,
                                "{\"error\":{\"message\":\"flagged\",\"code\":403,\"metadata\":{\"reasons\":[\"violence\"],\"flagged_input\":\"x\"}}}"),
                        new Trouble(400, "invalid_request_error", "no"),
                        new Trouble(422, "brand_new_word", "no"),
                        new Trouble(500, "invalid_request_error", "no"),
                        new Trouble(503, "content_policy_violation", "no"),
                        new Trouble(403, "data_inspection_failed", "no"),
                        new Trouble(200, "content_filter", "no"),
                        new Trouble(200, "DataInspectionFailed", "no"),
                        new Trouble(200, "invalid_request_error", "no"),
                        new Trouble(200, "request_too_large", "no")));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRequestsOwnFaultGoesBackAtOnceAndIsNobodyElses(Order order, Object input)
            throws Exception {
        channels(order);
        Script script = script(input, order);
        world.upstream().expect("first.test", script);

        RecordedReply reply = ask(order);

        boolean hasStatus = script.status() / 100 == 4;
        int status = input.equals(new Trouble(200, "request_too_large", "no")) ? 413 : 400;
        assertEquals(hasStatus ? script.status() : status, reply.status());
        isAnErrorOf(order, reply);
        UsageRecord row = world.usage();
        assertEquals(Outcome.REFUSED, row.outcome());
        assertEquals(List.of("upstream_refused"), world.failures());
        assertEquals(0, row.cost().value());
        boolean silent = script.body().length == 0;
        assertEquals(silent, row.attempts().getFirst().detail().isEmpty());
        assertEquals(1, first("u1").score(world.now()));
        assertFalse(rests("u1", "1") || rests("u1", "2"));
        assertEquals(List.of(), world.pauses());
    }

    static Stream<Arguments> keys() {
        return each(
                List.of(
                        Script.answer(401, "text/html", PAGE),
                        Script.answer(402, "text/plain", ""),
                        Script.answer(403, "text/html", PAGE),
                        new Trouble(401, "invalid_api_key", "wrong"),
                        new Trouble(429, "insufficient_quota", "You exceeded your current quota"),
                        new Trouble(400, "billing_hard_limit_reached", "limit"),
                        new Trouble(
                                400,
                                "invalid_request_error",
                                "Your credit balance is too low to access the API."),
                        new Trouble(403, "permission_error", "no"),
                        new Trouble(400, "Arrearage", "pay"),
                        new Trouble(500, "authentication_error", "no"),
                        new Trouble(200, "insufficient_quota", "spent"),
                        new Trouble(200, "invalid_api_key", "wrong"),
                        new Trouble(200, "account_deactivated", "gone")));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aKeysFaultIsTriedWithTheNextKeyAndThenElsewhereAtOnce(Order order, Object input) {
        channels(order);
        Script script = script(input, order);
        world.upstream().expect("first.test", script, script);
        world.upstream().expect("second.test", order.good());

        RecordedReply reply = ask(order);

        assertEquals(200, reply.status());
        assertEquals("second", reply.header("x-proxy-provider"));
        assertTrue(rests("u1", "1") && rests("u1", "2"));
        assertEquals(List.of(), world.pauses(), "no waiting");
        assertEquals(1, first("u1").score(world.now()), "the channel itself is well");
        assertEquals(3, world.failures().size());
    }

    @ParameterizedTest
    @MethodSource("keys")
    void whenEveryKeyIsTurnedAwayTheClientLearnsWhatKindItIsButNotWhose(Order order, Object input)
            throws Exception {
        world.channel("first", order.kind(), 1, c -> c);
        Script script = script(input, order);
        world.upstream().expect("first.test", script);

        RecordedReply reply = ask(order);

        isAnErrorOf(order, reply);
        String failure = world.usage().failure();
        assertEquals(failure.equals("upstream_quota") ? 503 : 502, reply.status());
        assertTrue(failure.matches("upstream_(denied|forbidden|quota)"), failure);
        assertTrue(reply.text().contains("relay's"), reply.text());
        assertEquals(1, world.usage().attempts().size());
        assertEquals(Outcome.UPSTREAM_FAILED, world.usage().outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "401, brand_new_word, true, 1",
        "429, insufficient_quota, true, 30",
        "403, brand_new_word, false, 1",
        "402, brand_new_word, false, 5",
    })
    void aKeyRestsForAllWhenNoAskerCanHaveProvokedIt(
            int status, String word, boolean forAll, int minutes) {
        Order order = Order.CHAT_WHOLE;
        world.channel("first", order.kind(), 1, c -> c);
        world.upstream().expect("first.test", new Trouble(status, word, "no").script(order));

        ask(order);

        assertTrue(rests("u1", "1"));
        assertEquals(forAll, rests("another", "1"));
        world.pass(Duration.ofMinutes(minutes).minusSeconds(1));
        assertTrue(rests("u1", "1"));
        world.pass(Duration.ofSeconds(2));
        assertFalse(rests("u1", "1"));
    }

    static Stream<Arguments> models() {
        return each(
                List.of(
                        Script.answer(404, "text/plain", "model m not found"),
                        Script.json(
                                404, "{\"error\":\"model 'm' not found, try pulling it first\"}"),
                        Script.json(
                                404,
                                "{\"object\":\"error\",\"message\":\"The model `m` does not exist.\",\"type\":\"NotFoundError\",\"param\":null,\"code\":404}"),
                        new Trouble(404, "model_not_found", "no"),
                        new Trouble(404, "not_found_error", "model: m"),
                        new Trouble(404, "DeploymentNotFound", "no"),
                        new Trouble(400, "invalid_request_error", "Model Not Exist"),
                        new Trouble(400, "bad_request", "m is not a valid model ID"),
                        new Trouble(403, "model_not_found", "no"),
                        new Trouble(200, "model_not_found", "no"),
                        new Trouble(200, "404", "no such model"),
                        new Trouble(200, "not_found_error", "model: m")));
    }

    @ParameterizedTest
    @MethodSource("models")
    void aModelThatIsNotThereIsLookedForOnTheNextChannelNotWithTheNextKey(
            Order order, Object input) {
        channels(order);
        world.upstream().expect("first.test", script(input, order));
        world.upstream().expect("second.test", order.good());

        assertEquals("second", ask(order).header("x-proxy-provider"));

        assertEquals(List.of("upstream_lacks_model", "none"), world.failures());
        assertTrue(first("u1").rests(new RestTarget.Model("m"), world.now()));
        assertFalse(first("another").rests(new RestTarget.Model("m"), world.now()));
        assertFalse(rests("u1", "1") || rests("u1", "2"));
        assertEquals(1, first("u1").score(world.now()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void whenNobodyHasTheModelTheClientIsToldSoByTheNameThatItKnows(Order order, Object input)
            throws Exception {
        world.model("alias", "m");
        channels(order);
        world.upstream().expect("first.test", script(input, order));
        world.upstream().expect("second.test", script(input, order));

        RecordedReply reply =
                world.post(order.path(), order.body().replace("\"m\"", "\"alias\"")).send();

        assertEquals(404, reply.status());
        isAnErrorOf(order, reply);
        assertTrue(reply.text().contains("'alias'"), reply.text());
        assertTrue(
                reply.text()
                        .contains(
                                order.kind() == Kind.ANTHROPIC
                                        ? "not_found_error"
                                        : "model_not_found"),
                reply.text());
    }

    @Test
    void thatAModelIsLackingIsNotSaidWhenAnotherChannelOnlyFailed() {
        Order order = Order.CHAT_WHOLE;
        world.channel("first", order.kind(), 1, c -> c.withRank(new Rank(1, 1)));
        world.channel("second", order.kind(), 1, c -> c);
        world.upstream()
                .expect(
                        "first.test",
                        new Trouble(429, "x", "y").script(order).header("retry-after", "60"));
        world.upstream()
                .expect("second.test", new Trouble(404, "model_not_found", "no").script(order));

        assertEquals(429, ask(order).status());
    }

    static Stream<Arguments> perhaps() {
        return each(
                List.of(
                        Script.answer(500, "text/html", PAGE),
                        Script.answer(418, "text/plain", "teapot"),
                        Script.answer(499, "text/plain", ""),
                        Script.answer(200, "text/html", PAGE),
                        Script.answer(408, "text/plain", ""),
                        Script.json(409, "{}"),
                        Script.json(425, "{}"),
                        new Trouble(500, "server_error", "boom"),
                        new Trouble(503, "brand_new_word", "boom"),
                        new Trouble(200, "server_error", "boom"),
                        new Trouble(200, "api_error", "boom"),
                        new Trouble(200, "brand_new_word", "boom"),
                        new Trouble(529, "overloaded_error", "boom")));
    }

    @ParameterizedTest
    @MethodSource("perhaps")
    void whatMayBeTheChannelsFaultIsTriedAgainAndCountsForTheAsker(Order order, Object input) {
        channels(order);
        Script script = script(input, order);
        world.upstream().expect("first.test", script, script, script);
        world.upstream().expect("second.test", order.good());

        assertEquals("second", ask(order).header("x-proxy-provider"));

        assertEquals(2, world.pauses().size());
        assertTrue(first("u1").score(world.now()) < 1);
        assertEquals(1, first("another").score(world.now()));
        assertFalse(rests("u1", "1") || rests("u1", "2"));
    }

    @Test
    void aBodyThatNeverEndsDoesNotChangeWhatItsStatusSays() {
        Order order = Order.CHAT_STREAMED;
        channels(order);
        world.upstream()
                .expect(
                        "first.test",
                        Script.answer(413, "text/html", "<html>")
                                .onEnd(() -> world.pass(Duration.ofSeconds(5))));

        assertEquals(413, ask(order).status());
    }

    @Test
    void aKeyThatCannotBeOpenedIsNoFaultOfTheUpstream() {
        world.lockedChannel("first", Kind.OPENAI, 1);
        world.channel("second", Kind.OPENAI);
        world.upstream().expect("second.test", Order.CHAT_WHOLE.good());

        assertEquals("second", ask(Order.CHAT_WHOLE).header("x-proxy-provider"));

        assertEquals(List.of("key_not_opened", "none"), world.failures());
        assertEquals(1, first("u1").score(world.now()));
        assertFalse(rests("u1", "1"));
    }
}
