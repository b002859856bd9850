package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.health.HealthView;
import dev.airelay.health.RestTarget;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Rank;
import dev.airelay.upstream.Timeouts;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import dev.airelay.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What one asker's requests do to the channel of the others: `shared`, which all are served by
/// while it is well. Whoever is kept from it is served by `other`.
class HostileAskersTest {
    private static final int[] ROUNDS = {2, 7, 50};
    private static final int ROUND = 50;
    private static final Timeouts IMPATIENT =
            new Timeouts(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(12),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(100));

    @AutoClose private final RelayWorld world = new RelayWorld();
    private final String ann = world.keyText();
    private final String bob = world.another("bob");
    private final String eve = world.another("eve");
    private final String mallory = world.another("mallory");

    private void channels(Order order) {
        ChannelPolicy policy = ChannelPolicy.USUAL.withTimeouts(IMPATIENT).withMaxRetry(0);
        world.channel(
                "shared", order.kind(), 2, c -> c.withRank(new Rank(1, 1)).withPolicy(policy));
        world.channel("other", order.kind(), 1, c -> c.withPolicy(policy));
        world.upstream().always("shared.test", order.good());
        world.upstream().always("other.test", order.good());
    }

    private RecordedReply ask(String key, Order order) {
        return world.post(order.path(), order.body()).bearer(key).send();
    }

    private void round(String key, Order order, Script answer, int times) {
        world.upstream().always("shared.test", answer);
        for (int i = 0; i < times; i++) {
            ask(key, order);
        }
        world.upstream().always("shared.test", order.good());
    }

    private UsageRecord last() {
        return world.books().records().getLast();
    }

    private HealthView seenBy(String userId) {
        return world.board().healths().of("shared").to(userId);
    }

    private void isServedAtFirstTry(String key, Order order) {
        RecordedReply reply = ask(key, order);

        assertEquals(200, reply.status());
        assertEquals(order.answer(), reply.text());
        assertEquals("shared", reply.header("x-proxy-provider"));
        assertEquals(1, last().attempts().size());
        assertEquals(List.of(), last().skips());
    }

    private void looksWellTo(String userId, double firstTokenMillis) {
        HealthView seen = seenBy(userId);
        assertFalse(seen.open());
        assertEquals(Instant.EPOCH, seen.retryAt());
        assertEquals(1, seen.score(world.now()));
        assertEquals(firstTokenMillis, seen.firstTokenMillis());
        for (String key : List.of("1", "2")) {
            assertFalse(seen.rests(new RestTarget.Key(key), world.now()));
        }
        assertFalse(seen.rests(new RestTarget.Model("m"), world.now()));
    }

    static Stream<Order> orders() {
        return Order.all();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void whateverOneAskerDoesTheOthersAreServedAsBefore(Order order) {
        channels(order);
        for (Misdeed misdeed : Misdeed.values()) {
            Script answer = misdeed.script(world, order);
            isServedAtFirstTry(ann, order);
            isServedAtFirstTry(bob, order);
            double millis = seenBy("u1").firstTokenMillis();
            for (int times : ROUNDS) {
                round(eve, order, answer, times);

                looksWellTo("u1", millis);
                looksWellTo("bob", seenBy("bob").firstTokenMillis());
                looksWellTo("who never asked", millis);
                isServedAtFirstTry(ann, order);
                isServedAtFirstTry(bob, order);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Misdeed.class)
    void mixedWithTheRequestsOfOthersItDoesNothingEither(Misdeed misdeed) {
        Order order = Order.CHAT_STREAMED;
        channels(order);
        Script answer = misdeed.script(world, order);
        for (int i = 0; i < ROUND; i++) {
            round(eve, order, answer, 1 + i % 7);
            isServedAtFirstTry(i % 2 == 0 ? ann : bob, order);
        }
    }

    @Test
    void theAskerItselfIsSentElsewhere() {
        Order order = Order.CHAT_WHOLE;
        channels(order);
        round(eve, order, Misdeed.POISONED_PROMPT.script(world, order), 4);

        assertEquals(List.of(new Skip("shared", "m", Why.CIRCUIT_OPEN)), last().skips());
        assertEquals("other", last().channelId());
        world.pass(Duration.ofSeconds(5));
        assertEquals("shared", ask(eve, order).header("x-proxy-provider"), "its try is answered");
        assertEquals("shared", ask(eve, order).header("x-proxy-provider"));
    }

    @Test
    void aSingleFailureOfAnotherBesidesDoesNothing() {
        Order order = Order.CHAT_WHOLE;
        channels(order);
        Script poison = Misdeed.POISONED_PROMPT.script(world, order);
        round(eve, order, poison, ROUND);
        round(ann, order, poison, 1);

        isServedAtFirstTry(bob, order);
        isServedAtFirstTry(ann, order);
    }

    /// Two who see a channel fail are what a broken channel looks like.
    @Test
    void twoAskersWhoFailInDifferentWaysCloseItToAllForOneCoolDown() {
        Order order = Order.CHAT_STREAMED;
        channels(order);
        isServedAtFirstTry(ann, order);
        round(eve, order, Misdeed.POISONED_PROMPT.script(world, order), 3);
        round(mallory, order, Misdeed.NONSENSE.script(world, order), 3);

        assertEquals("other", ask(ann, order).header("x-proxy-provider"));
        assertEquals(List.of(new Skip("shared", "m", Why.CIRCUIT_OPEN)), last().skips());
        world.pass(Duration.ofSeconds(5));

        isServedAtFirstTry(ann, order);
        isServedAtFirstTry(bob, order);
    }

    @Test
    void twoAskersWithAnAnswerToAnotherBetweenThemDoNot() {
        Order order = Order.CHAT_WHOLE;
        channels(order);
        for (int i = 0; i < 20; i++) {
            round(eve, order, Misdeed.POISONED_PROMPT.script(world, order), 2);
            isServedAtFirstTry(ann, order);
            round(mallory, order, Misdeed.NONSENSE.script(world, order), 2);
            isServedAtFirstTry(bob, order);
        }
    }

    @Test
    void whoseTriesFailKeepsNobodyFromOpeningItAgain() {
        Order order = Order.CHAT_WHOLE;
        channels(order);
        round(ann, order, Script.fails(new UpstreamBroken(UpstreamBroken.How.CONNECT)), 3);
        world.pass(Duration.ofSeconds(5));
        round(eve, order, Misdeed.POISONED_PROMPT.script(world, order), ROUND);
        assertTrue(seenBy("bob").open());

        isServedAtFirstTry(bob, order);

        assertFalse(seenBy("u1").open());
    }

    @Test
    void nobodyHoldsABrokenChannelOpenByRefusals() {
        Order order = Order.CHAT_WHOLE;
        channels(order);
        Script poison = Misdeed.POISONED_PROMPT.script(world, order);
        round(ann, order, poison, 3);
        round(bob, order, poison, 3);
        world.pass(Duration.ofSeconds(5));

        round(eve, order, Misdeed.REFUSED.script(world, order), ROUND);

        assertTrue(seenBy("who never asked").open());
        isServedAtFirstTry(mallory, order);
        assertFalse(seenBy("who never asked").open());
    }

    static Stream<UpstreamFault> unprovokable() {
        return Stream.of(
                new UpstreamBroken(UpstreamBroken.How.CONNECT),
                new UpstreamBroken(UpstreamBroken.How.RESET),
                new UpstreamTimeout(UpstreamTimeout.Phase.CONNECT));
    }

    @ParameterizedTest
    @MethodSource("unprovokable")
    void whatNoRequestCanProvokeClosesItToAllAndTheFirstAnswerOpensItAgain(UpstreamFault fault) {
        Order order = Order.CHAT_STREAMED;
        channels(order);
        round(eve, order, Script.fails(fault), 3);

        assertEquals("other", ask(ann, order).header("x-proxy-provider"));
        assertEquals(List.of(new Skip("shared", "m", Why.CIRCUIT_OPEN)), last().skips());
        world.pass(Duration.ofSeconds(5));
        isServedAtFirstTry(ann, order);

        isServedAtFirstTry(bob, order);
        isServedAtFirstTry(eve, order);
    }

    @Test
    void anUpstreamThatHangsUpOnLargeBodiesStaysOpenToTheOthers() {
        Order order = Order.CHAT_WHOLE;
        channels(order);
        world.upstream()
                .always("shared.test", Script.fails(new UpstreamBroken(UpstreamBroken.How.RESET)));
        String large = order.body().replace("{", "{\"x\":\"" + "a".repeat(100_000) + "\",");
        for (int i = 0; i < ROUND; i++) {
            world.post(order.path(), large).bearer(eve).send();
        }
        world.upstream().always("shared.test", order.good());

        assertTrue(seenBy("eve").open());
        isServedAtFirstTry(ann, order);
    }

    @Test
    void aKeyThatTwoAskersWereTurnedAwayWithRestsForAll() {
        Order order = Order.CHAT_WHOLE;
        channels(order);
        Script busy = Misdeed.TOO_MANY.script(world, order);
        world.upstream().expect("shared.test", busy);
        ask(eve, order);
        String key = last().attempts().getFirst().keyId();
        assertFalse(seenBy("bob").rests(new RestTarget.Key(key), world.now()));

        while (!seenBy("u1").rests(new RestTarget.Key(key), world.now())) {
            world.upstream().expect("shared.test", busy);
            ask(ann, order);
        }

        assertTrue(seenBy("bob").rests(new RestTarget.Key(key), world.now()));
        ask(bob, order);
        assertNotEquals(key, last().attempts().getFirst().keyId());
    }
}
