package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.DONE;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.money.Nanos;
import dev.airelay.pricing.Capacity;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// More is held while a stream grows, and it ends when nothing more can be.
///
/// Input is free here and a token of output costs a nano; the model writes 20,000 tokens at most.
class StreamHoldTest {
    private static final long OWNED = 1_000_000;

    @AutoClose private final RelayWorld world = new RelayWorld(UnpricedPolicy.REFUSED);

    @BeforeEach
    void oneChannelOfEachKind() {
        var none = Nanos.ZERO;
        var rates = new Rates(none, none, none, none, Nanos.ofDollars("0.001"));
        for (Kind kind : Kind.values()) {
            String provider = kind.name().toLowerCase(Locale.ROOT);
            world.channel(provider, kind);
            world.price(
                    new Price(
                            provider,
                            "m",
                            Instant.EPOCH,
                            List.of(new Tier(0, rates)),
                            none,
                            Map.of(),
                            Map.of(),
                            new Capacity(100_000, 20_000, 0, false),
                            ""));
        }
        world.balance(OWNED);
    }

    private static String host(String path) {
        return path.equals(MESSAGES) ? "anthropic.test" : "openai.test";
    }

    /// About a thousand tokens of text.
    private static String thousand(String path) {
        String text = "word".repeat(1_000);
        return switch (path) {
            case MESSAGES ->
                    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                            + "\"delta\":{\"type\":\"text_delta\",\"text\":\""
                            + text
                            + "\"}}\n\n";
            case RESPONSES ->
                    "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\""
                            + text
                            + "\"}\n\n";
            default ->
                    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                            + text
                            + "\"},\"finish_reason\":null}]}\n\n";
        };
    }

    private static String begin(String path) {
        return path.equals(MESSAGES)
                ? "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n"
                : "";
    }

    private static String end(String path) {
        return switch (path) {
            case MESSAGES ->
                    """
                    event: message_delta
                    data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}}

                    event: message_stop
                    data: {"type":"message_stop"}

                    """;
            case RESPONSES ->
                    "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}\n\n";
            default ->
                    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                            + DONE;
        };
    }

    private RecordedReply stream(String path, int thousands, String members) {
        world.upstream()
                .expect(
                        host(path),
                        Script.stream(begin(path) + thousand(path).repeat(thousands) + end(path)));
        return world.post(path, "{\"model\":\"m\",\"stream\":true" + members + "}").send();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 7, 12, 13, 15})
    void theHoldIsDoubledWhenThreeQuartersOfItAreSeen(int thousands) {
        assertTrue(stream(CHAT, thousands, "").ended());
        mustHaveGrown();
    }

    /// From 4,096 tokens to 8,192, to 16,384 and to the 20,000 that the model writes.
    private void mustHaveGrown() {
        long seen = world.usage().tokens().output();
        long raised = LongStream.of(3_072, 6_144, 12_288).filter(near -> seen >= near).count();
        assertEquals(1 + raised, world.books().asked(), seen + " tokens");
        assertEquals(OWNED - seen, world.available());
    }

    @Test
    void aStreamUpToItsOwnLimitNeedsNoMoreThanThat() {
        assertTrue(stream(CHAT, 3, ",\"max_tokens\":3000").ended());
        assertEquals(1, world.books().asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, MESSAGES, RESPONSES})
    void whatNobodyCanPayEndsTheStreamAndCostsWhatWasDelivered(String path) {
        world.balance(5_000);

        RecordedReply reply = stream(path, 10, "");

        assertEquals(200, reply.status());
        assertEquals("Runtime.StreamError", reply.failedWith());
        String type = path.equals(MESSAGES) ? "billing_error" : "insufficient_quota";
        assertTrue(reply.text().contains("cannot pay"), type);
        assertTrue(reply.text().contains(type) || path.equals(RESPONSES), type);
        assertFalse(reply.text().contains(end(path)));
        assertTrue(reply.text().contains(thousand(path).repeat(2)));
        assertFalse(reply.text().contains(thousand(path).repeat(5)));
        assertEquals(Outcome.REFUSED, world.usage().outcome());
        assertEquals("out_of_funds", world.usage().failure());
        assertEquals(Source.COUNTED, world.usage().source());
        assertEquals(5_000 - world.usage().cost().value(), world.available());
        assertTrue(world.available() >= 0);
        assertTrue(world.usage().tokens().output() >= 2_000);
        assertTrue(world.usage().tokens().output() <= 4_096);
    }

    @Test
    void aGateThatDoesNotAnswerEndsTheStreamToo() {
        world.upstream()
                .expect(
                        "openai.test",
                        Script.stream(thousand(CHAT).repeat(10) + end(CHAT))
                                .onCall(world.books()::gateIsAway));

        RecordedReply reply = world.post(CHAT, "{\"model\":\"m\",\"stream\":true}").send();

        assertTrue(reply.text().startsWith(thousand(CHAT).repeat(2)));
        assertFalse(reply.text().contains(thousand(CHAT).repeat(5)));
        assertTrue(reply.text().contains("data: {\"error\":"));
        assertEquals(Outcome.RELAY_FAILED, world.usage().outcome());
        assertTrue(world.usage().tokens().output() <= 4_096);
    }

    /// One frame may hold more than all that is held.
    @Test
    void aFrameThatIsNotPaidForDoesNotGoOut() {
        world.balance(5_000);
        String huge = thousand(CHAT).replace("word", "word".repeat(30));
        world.upstream().expect("openai.test", Script.stream(thousand(CHAT) + huge + end(CHAT)));

        RecordedReply reply = world.post(CHAT, "{\"model\":\"m\",\"stream\":true}").send();

        assertTrue(reply.text().startsWith(thousand(CHAT) + "data: {\"error\":"));
        assertTrue(world.available() >= 0);
    }

    /// Not even as the first content: then there is still a status to say it with.
    @Test
    void aFirstFrameThatIsNotPaidForIsARefusal() {
        world.balance(5_000);
        String huge = thousand(CHAT).replace("word", "word".repeat(30));
        world.upstream().expect("openai.test", Script.stream(huge + end(CHAT)));

        assertEquals(402, world.post(CHAT, "{\"model\":\"m\",\"stream\":true}").send().status());

        assertEquals(5_000, world.available());
        assertEquals(Nanos.ZERO, world.usage().cost());
    }

    @Test
    void severalAnswersGrowTogether() {
        String second = thousand(CHAT).replace("\"index\":0", "\"index\":1");
        world.upstream()
                .expect(
                        "openai.test",
                        Script.stream(
                                (thousand(CHAT) + second).repeat(2)
                                        + end(CHAT)
                                                .replace(
                                                        DONE,
                                                        "data: {\"choices\":[{\"index\":1,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                                                                + DONE)));
        world.post(CHAT, "{\"model\":\"m\",\"n\":2,\"stream\":true}").send();
        assertTrue(world.usage().tokens().output() > 3_072);
        mustHaveGrown();
    }

    private static String reported(long tokens) {
        return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":"
                + tokens
                + "}}\n\n";
    }

    private RecordedReply reports(long tokens) {
        world.upstream()
                .expect(
                        "openai.test",
                        Script.stream(
                                thousand(CHAT) + end(CHAT).replace(DONE, reported(tokens) + DONE)));
        return world.post(CHAT, "{\"model\":\"m\",\"stream\":true}").send();
    }

    @Test
    void whatWasWrittenUnseenIsHeldBeforeTheEndAndCharged() {
        assertTrue(reports(15_000).ended());
        assertEquals(OWNED - 15_000, world.available());
    }

    @Test
    void whatWasWrittenUnseenAndCannotBeHeldIsNotCharged() {
        world.balance(5_000);
        RecordedReply reply = reports(15_000);
        assertFalse(reply.ended());
        assertFalse(reply.text().contains(DONE));
        assertEquals(List.of("not_held"), world.usage().notes());
        assertEquals(4_096, world.usage().tokens().output());
        assertEquals(904, world.available());
    }

    /// What is counted is counted generously.
    @Test
    void anAnswerThatOnlySeemsLongerThanItsLimitIsNotCutOff() {
        assertTrue(stream(CHAT, 2, ",\"max_tokens\":1500").ended());
        assertEquals(1, world.books().asked());
        assertEquals(1_500, world.usage().tokens().output());
    }

    @Test
    void anUpstreamThatKeepsToNoLimitIsPaidOnlyAsLongAsThereIsMoney() {
        world.balance(4_000);
        RecordedReply reply = stream(CHAT, 10, ",\"max_tokens\":1000");
        assertFalse(reply.ended());
        assertTrue(world.available() >= 0);
    }

    @Test
    void aStreamThatComesInOnePieceIsHeldInFullBeforeItIsGiven() {
        world.balance(5_000);
        String piece = "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":%d}}";
        world.upstream()
                .expect(
                        "openai.test",
                        Script.json(200, piece.formatted(6_000)),
                        Script.json(200, piece.formatted(4_999)));
        String body = "{\"model\":\"m\",\"stream\":true}";
        assertEquals(402, world.post(CHAT, body).send().status());
        assertEquals(5_000, world.available());
        assertEquals(200, world.post(CHAT, body).send().status());
        assertEquals(1, world.available());
    }
}
