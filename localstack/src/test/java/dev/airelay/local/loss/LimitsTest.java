package dev.airelay.local.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.limit.Limits;
import dev.airelay.local.loss.Client.Answer;
import dev.airelay.local.loss.Client.Dialect;
import dev.airelay.local.server.RawClient;
import dev.airelay.usage.MemoryUsageLog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private final Scene scene = Scene.open(new MemoryUsageLog(10));
    private final ServedRelay relay = scene.relay();
    private final ScriptedUpstream upstream = scene.upstream();

    LimitsTest() throws Exception {}

    @AfterAll
    void close() throws Exception {
        scene.close();
    }

    @Test
    void the_third_of_two_requests_a_minute_is_refused_and_every_answer_tells_what_is_left()
            throws Exception {
        Client client = relay.client(new Limits(2, 0, 0));
        for (int left = 1; left >= 0; left--) {
            Answer served = client.ask(Dialect.OPENAI, "stream", left == 0);
            assertEquals(200, served.status());
            assertRequestsLeft(left, served);
            relay.record();
            upstream.next();
        }
        Answer refused = client.chat("whole");
        assertEquals(429, refused.status());
        assertRequestsLeft(0, refused);
        assertPause(refused);
        assertEquals(0, upstream.more());
        assertEquals(0, relay.moreRecords());
    }

    @Test
    void a_second_request_at_the_same_time_is_refused_and_passes_when_the_first_is_reconciled()
            throws Exception {
        Client client = relay.client(new Limits(0, 0, 1));
        try (RawClient first = client.send(Dialect.ANTHROPIC, "held", false)) {
            upstream.next();
            Answer refused = client.ask(Dialect.ANTHROPIC, "whole", false);
            assertEquals(429, refused.status());
            assertTrue(refused.body().contains("rate_limit_error"), refused.body());
            assertPause(refused);
            assertEquals(0, upstream.more());
            upstream.release();
            assertEquals(200, Client.read(first).status());
        }
        relay.record();
        assertEquals(200, client.chat("whole").status());
        relay.record();
        upstream.next();
    }

    @Test
    void tokens_are_taken_as_estimated_and_given_back_as_used() throws Exception {
        Client client = relay.client(new Limits(0, 100, 0));
        try (RawClient first = client.send(Dialect.OPENAI, "held", true)) {
            upstream.next();
            Answer refused = client.chat("whole");
            assertEquals(429, refused.status());
            assertEquals("100", refused.head().field("x-ratelimit-limit-tokens"));
            assertTrue(left(refused, "tokens") < 50);
            assertPause(refused);
            upstream.release();
            assertTrue(Client.read(first).body().contains("[DONE]"));
        }
        relay.record();
        assertEquals(200, client.chat("whole").status());
        relay.record();
        upstream.next();
    }

    private static void assertRequestsLeft(int left, Answer answer) {
        assertEquals("2", answer.head().field("x-ratelimit-limit-requests"));
        assertEquals(left, left(answer, "requests"));
        String reset = answer.head().field("x-ratelimit-reset-requests");
        assertTrue(reset.matches("[1-9]\\d*s"), reset);
    }

    private static long left(Answer answer, String of) {
        return Long.parseLong(answer.head().field("x-ratelimit-remaining-" + of));
    }

    private static void assertPause(Answer refused) {
        assertTrue(Long.parseLong(refused.head().field("retry-after")) >= 1);
    }
}
