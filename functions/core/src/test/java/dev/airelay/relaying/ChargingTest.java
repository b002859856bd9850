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

import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Cancellation.Reason;
import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What each end of a request costs, and who may not begin one.
///
/// A dollar for a million tokens read is 1,000 nanos a token; a token written costs twice that. The
/// scripts' answers report 3 and 2 tokens.
class ChargingTest {
    private static final long FULL = 3 * 1_000 + 2 * 2_000;
    private static final long OWNED = 1_000_000;

    /// "Hello" counts as two tokens, the request's few bytes as some.
    private static final long TWO_WRITTEN = 2 * 2_000;

    @AutoClose private final RelayWorld world = new RelayWorld(UnpricedPolicy.REFUSED);

    @BeforeEach
    void oneChannel() {
        world.channel("first", Kind.OPENAI, 2, Map.of());
        world.price("openai", "*", "1", "2");
        world.balance(OWNED);
    }

    /// This process hears of the channel only when it is admitted.
    @Test
    void whatBecameDearerSinceTheLastRequestIsPaidForToo() {
        world.upstream().expect("first.test", Script.json(200, ANSWER));
        assertEquals(200, world.post(CHAT, WHOLE).send().status());
        long left = world.available();
        world.channel("second", Kind.ANTHROPIC);
        world.price("anthropic", "*", "1000", "1000");

        assertEquals(402, world.post(MESSAGES, WHOLE).send().status());

        assertEquals(Outcome.REFUSED, world.books().records().getLast().outcome());
        assertEquals(left, world.available());
    }

    private void charged(Outcome outcome, Source source, long nanos) {
        assertEquals(outcome, world.usage().outcome());
        assertEquals(source, world.usage().source());
        assertEquals(new Nanos(nanos), world.usage().cost());
        assertEquals(OWNED - nanos, world.available(), "nothing else stays taken");
    }

    private long counted() {
        return world.usage().tokens().input() * 1_000 + TWO_WRITTEN;
    }

    @Test
    void aWholeAnswerCostsWhatItReports() {
        world.upstream().expect("first.test", Script.json(200, ANSWER));
        world.post(CHAT, WHOLE).send();
        charged(Outcome.SUCCESS, Source.REPORTED, FULL);
        assertEquals("openai/*@1970-01-01T00:00:00Z", world.usage().priceVersion());
        assertEquals("openai", world.usage().provider());
    }

    @Test
    void aReportBeyondAllReasonIsChargedAtWhatTheRequestCouldUse() {
        beyondAllReason();
        assertEquals(List.of("bounded"), world.usage().notes());
        assertEquals(
                new Nanos(world.usage().tokens().input() * 1_000 + TWO_WRITTEN),
                world.usage().cost());
        assertTrue(world.usage().tokens().input() < 100);
        assertEquals(OWNED - world.usage().cost().value(), world.available());
        assertEquals(200, world.post(CHAT, WHOLE).send().status());
    }

    @Test
    void whatCostsNothingFillsNoBucketBeyondAllReasonEither() {
        world.price("openai", "*", "0", "0");
        beyondAllReason();
        assertEquals(200, world.post(CHAT, WHOLE).send().status());
    }

    /// One answer of a trillion tokens against a limit of 1,000 a minute; the next is a usual one.
    private void beyondAllReason() {
        world.limitKey(new Limits(0, 1_000, 0));
        world.upstream()
                .expect(
                        "first.test",
                        Script.json(200, ANSWER.replace(":3,", ":999999999999,")),
                        Script.json(200, ANSWER));
        world.post(CHAT, WHOLE).send();
    }

    @Test
    void aStreamCostsWhatItReports() {
        world.upstream().expect("first.test", Script.stream(FIRST + USAGE + DONE));
        world.post(CHAT, STREAMED).send();
        charged(Outcome.SUCCESS, Source.REPORTED, FULL);
    }

    @Test
    void aStreamThatReportsNothingCostsWhatWasSeen() {
        world.upstream().expect("first.test", Script.stream(FIRST + DONE));
        world.post(CHAT, STREAMED).send();
        charged(Outcome.SUCCESS, Source.COUNTED, counted());
        assertTrue(counted() > TWO_WRITTEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"prompt_tokens\":null}"})
    void aReportThatSaysNothingIsNone(String usage) {
        String chunk = "data: {\"choices\":[],\"usage\":" + usage + "}\n\n";
        world.upstream().expect("first.test", Script.stream(FIRST + chunk + DONE));
        world.post(CHAT, STREAMED).send();
        charged(Outcome.SUCCESS, Source.COUNTED, counted());
    }

    @Test
    void aReportThatSaysNothingTakesNothingBack() {
        String chunk = "data: {\"choices\":[],\"usage\":{}}\n\n";
        world.upstream().expect("first.test", Script.stream(FIRST + USAGE + chunk + DONE));
        world.post(CHAT, STREAMED).send();
        charged(Outcome.SUCCESS, Source.REPORTED, FULL);
    }

    @Test
    void aClientThatLeavesPaysWhatWasProduced() {
        Asking asking = world.post(CHAT, STREAMED);
        world.upstream()
                .expect(
                        "first.test",
                        Script.stream(FIRST).onEnd(() -> asking.cancel(Reason.CLIENT_GONE)));
        asking.send();
        charged(Outcome.CLIENT_LEFT, Source.COUNTED, counted());
    }

    @Test
    void aClientThatLeavesAfterTheReportPaysWhatItSays() {
        Asking asking = world.post(CHAT, STREAMED);
        world.upstream()
                .expect(
                        "first.test",
                        Script.stream(FIRST + USAGE)
                                .onEnd(() -> asking.cancel(Reason.CLIENT_GONE)));
        asking.send();
        charged(Outcome.CLIENT_LEFT, Source.REPORTED, FULL);
    }

    @Test
    void anUpstreamThatFailsBeforeTheFirstTokenCostsNothing() {
        world.upstream().expect("first.test", Script.json(500, "{}"));
        world.post(CHAT, STREAMED).send();
        charged(Outcome.UPSTREAM_FAILED, Source.NONE, 0);
    }

    @Test
    void anUpstreamThatRefusesCostsNothing() {
        world.upstream().expect("first.test", Script.json(400, "{}"));
        world.post(CHAT, WHOLE).send();
        charged(Outcome.REFUSED, Source.NONE, 0);
    }

    @Test
    void anUpstreamThatFailsInMidStreamCostsWhatWasDelivered() {
        world.upstream()
                .expect(
                        "first.test",
                        Script.stream(FIRST)
                                .thenFails(new UpstreamBroken(UpstreamBroken.How.RESET)));
        world.post(CHAT, STREAMED).send();
        charged(Outcome.UPSTREAM_CUT, Source.COUNTED, counted());
    }

    @ParameterizedTest
    @EnumSource(
            value = Reason.class,
            names = {"DEADLINE", "SHUTDOWN"})
    void aDeadlineInMidStreamCostsWhatWasDelivered(Reason reason) {
        Asking asking = world.post(CHAT, STREAMED);
        world.upstream()
                .expect("first.test", Script.stream(FIRST).onEnd(() -> asking.cancel(reason)));
        asking.send();
        charged(Outcome.DEADLINE, Source.COUNTED, counted());
    }

    @Test
    void aDefectOfTheRelayCostsNothing() {
        world.upstream()
                .expect(
                        "first.test",
                        Script.json(200, ANSWER)
                                .onCall(() -> {
                                    throw new IllegalStateException("a defect");
                                }));
        world.post(CHAT, WHOLE).send();
        charged(Outcome.RELAY_FAILED, Source.NONE, 0);
    }

    @Test
    void ofSeveralAttemptsOnlyTheOneThatSucceededIsPaid() {
        world.channel("second", Kind.OPENAI, 1, Map.of("m", "cheap"));
        world.price("openai", "cheap", "0.5", "0.5");
        world.upstream().expect("first.test", Script.json(500, "{}"));
        world.upstream().expect("second.test", Script.json(200, ANSWER));
        world.post(CHAT, WHOLE).send();
        charged(Outcome.SUCCESS, Source.REPORTED, 5 * 500);
        assertEquals("openai/cheap@1970-01-01T00:00:00Z", world.usage().priceVersion());
    }

    @Test
    void aGroupPaysItsPart() {
        world.groupKey("gold", "0.5");
        world.upstream().expect("first.test", Script.json(200, ANSWER));
        world.post(CHAT, WHOLE).send();
        charged(Outcome.SUCCESS, Source.REPORTED, FULL / 2);
        assertEquals("gold", world.usage().group());
    }

    @Test
    void countingTokensIsFreeAndNeedsNoPrice() {
        world.channel("claude", Kind.ANTHROPIC);
        world.balance(-5);
        world.upstream().expect("claude.test", Script.json(200, "{\"input_tokens\":30000}"));
        assertEquals(200, world.post("/v1/messages/count_tokens", WHOLE).send().status());
        assertEquals(Nanos.ZERO, world.usage().cost());
    }

    // --- who may not begin ---

    @Test
    void aModelWithoutAPriceIsRefused() {
        world.channel("claude", Kind.ANTHROPIC);
        RecordedReply reply = world.post(MESSAGES, WHOLE).send();
        assertEquals(503, reply.status());
        assertTrue(reply.text().contains("has no price"), reply.text());
        assertEquals("not_priced", world.usage().failure());
    }

    @Test
    void aChannelWithoutAPriceIsPassedOver() {
        world.channel("best", Kind.OPENAI, 9, Map.of("m", "unknown"));
        world.price("openai", "unknown*", "1", "2");
        world.channel("claude", Kind.ANTHROPIC, 9, Map.of("m", "x"));
        world.channel("second", Kind.ANTHROPIC, 1, Map.of("m", "y"));
        world.price("anthropic", "y", "1", "2");
        String answer = "{\"type\":\"message\",\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}";
        world.upstream().expect("second.test", Script.json(200, answer));
        assertEquals(200, world.post(MESSAGES, WHOLE).send().status());
        charged(Outcome.SUCCESS, Source.REPORTED, FULL);
    }

    @ParameterizedTest
    @CsvSource({
        CHAT + ",insufficient_quota",
        RESPONSES + ",insufficient_quota",
        MESSAGES + ",billing_error"
    })
    void whoCannotPayIsToldHowTo(String path, String type) {
        world.channel("claude", Kind.ANTHROPIC);
        world.price("anthropic", "*", "1", "2");
        world.balance(17_999);
        RecordedReply reply = world.post(path, WHOLE).send();
        assertEquals(402, reply.status());
        assertTrue(reply.text().contains("\"type\":\"" + type + "\""), reply.text());
        assertTrue(reply.text().contains("$0.000017999 is available"), reply.text());
        assertTrue(reply.text().contains("gift card"), reply.text());
        assertEquals(0, world.books().reconciliations().size());
    }

    @Test
    void theDearestChannelThatMayServeDecides() {
        world.channel("second", Kind.OPENAI, 1, Map.of("m", "dear"));
        world.price("openai", "dear", "100", "200");
        world.balance(1_799_999);
        assertEquals(402, world.post(CHAT, WHOLE).send().status());
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,0,429,' per day (UTC)'",
        "0,1,0,429,' per month (UTC)'",
        "0,0,1,402,' in total'"
    })
    void aBudgetNamesItsWindow(long day, long month, long total, int status, String words) {
        world.limitKey(
                Limits.NONE.with(new Budget(new Nanos(day), new Nanos(month), new Nanos(total))));
        RecordedReply reply = world.post(CHAT, WHOLE).send();
        assertEquals(status, reply.status());
        assertTrue(reply.text().contains("this API key may spend $0.000000001" + words));
        assertEquals(status == 429, !reply.header("retry-after").isEmpty());
    }

    @Test
    void aKeyIsGoodOnlyWhereItsOwnerSaid() {
        world.allowKeyFrom("198.51.100.0/24");
        RecordedReply refused = world.post(CHAT, WHOLE).send();
        assertEquals(403, refused.status());
        assertTrue(refused.text().contains("192.0.2.7"), refused.text());
        assertFalse(refused.text().contains("198.51.100"), refused.text());

        world.allowKeyFrom("192.0.2.0/29");
        world.upstream().expect("first.test", Script.json(200, ANSWER));
        assertEquals(200, world.post(CHAT, WHOLE).send().status());
    }
}
