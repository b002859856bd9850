package dev.airelay.local.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.limit.Limits;
import dev.airelay.local.loss.Client.Answer;
import dev.airelay.local.loss.Client.Dialect;
import dev.airelay.usage.MemoryUsageLog;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import dev.airelay.usage.UsageRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpstreamLossTest {
    private final Scene scene = Scene.open(new MemoryUsageLog(10));
    private final ScriptedUpstream upstream = scene.upstream();
    private final ServedRelay relay = scene.relay();
    private final Client client = relay.client(Limits.NONE);

    UpstreamLossTest() throws Exception {}

    @BeforeAll
    void warm() throws Exception {
        assertEquals(200, client.chat("whole").status());
        upstream.next();
        relay.record();
    }

    @AfterEach
    void nothingIsLeft() {
        relay.forgetFailures();
        assertEquals(0, relay.moreRecords(), "one record a request");
        assertEquals(0, upstream.more(), "one call a request");
    }

    @AfterAll
    void close() throws Exception {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whole_answers_and_streams_are_recorded_as_reported(Dialect dialect) throws Exception {
        for (boolean streamed : new boolean[] {false, true}) {
            Answer answer = client.ask(dialect, streamed ? "stream" : "whole", streamed);
            assertEquals(200, answer.status());
            assertTrue(answer.whole());
            assertEquals(streamed, hasEnd(answer), answer.body());
            UsageRecord usage = only(Outcome.SUCCESS, 200, Source.REPORTED);
            assertEquals("none", usage.failure());
            assertEquals(streamed, usage.streamed());
            assertEquals(17, usage.tokens().total());
            upstream.next();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, cut, upstream_cut",
        "OPENAI, rst, upstream_cut",
        "OPENAI, stall, upstream_timeout_idle",
        "ANTHROPIC, cut, upstream_cut",
        "ANTHROPIC, rst, upstream_cut",
        "ANTHROPIC, stall, upstream_timeout_idle"
    })
    void a_stream_that_breaks_ends_with_an_error_event_and_without_its_end(
            Dialect dialect, String model, String failure) throws Exception {
        Answer answer = client.ask(dialect, model, true);
        assertEquals(200, answer.status());
        assertTrue(answer.body().contains("Some words of an answer."), answer.body());
        assertTrue(answer.body().contains("\"error\":{"), answer.body());
        assertFalse(hasEnd(answer), answer.body());
        UsageRecord usage = only(Outcome.UPSTREAM_CUT, 200, Source.COUNTED);
        assertEquals(failure, usage.failure());
        assertTrue(usage.tokens().output() > 0);
        assertTrue(upstream.next().hungUp());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, cut, 502, upstream_cut",
        "OPENAI, rst, 502, upstream_cut",
        "OPENAI, stall, 504, upstream_timeout_idle",
        "OPENAI, silent, 504, upstream_timeout_total",
        "ANTHROPIC, cut, 502, upstream_cut",
    })
    void a_whole_answer_that_breaks_is_a_failure_of_which_nothing_is_seen(
            Dialect dialect, String model, int status, String failure) throws Exception {
        Answer answer = client.ask(dialect, model, false);
        assertEquals(status, answer.status());
        assertFalse(answer.body().contains("assistant"), answer.body());
        assertEquals(failure, only(Outcome.UPSTREAM_FAILED, status, Source.NONE).failure());
        assertTrue(upstream.next().hungUp());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, m401, 502, upstream_denied",
        "OPENAI, m429, 429, upstream_busy",
        "OPENAI, m500, 502, upstream_status",
        "OPENAI, reset, 502, upstream_reset",
        "OPENAI, html, 502, upstream_nonsense",
        "ANTHROPIC, m401, 502, upstream_denied",
        "ANTHROPIC, m429, 429, upstream_busy",
        "ANTHROPIC, reset, 502, upstream_reset",
    })
    void a_refusal_before_the_answer_has_the_same_status_streamed_or_not(
            Dialect dialect, String model, int status, String failure) throws Exception {
        for (boolean streamed : new boolean[] {false, true}) {
            Answer answer = client.ask(dialect, model, streamed);
            assertEquals(status, answer.status());
            assertEquals("application/json", answer.head().field("content-type"));
            assertFalse(answer.body().contains("of the upstream"), answer.body());
            assertEquals(failure, only(Outcome.UPSTREAM_FAILED, status, Source.NONE).failure());
            assertEquals(model, upstream.next().model());
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void an_upstream_that_is_not_there_is_a_failure(Dialect dialect) throws Exception {
        for (boolean streamed : new boolean[] {false, true}) {
            Answer answer = client.ask(dialect, "refused", streamed);
            assertEquals(502, answer.status());
            assertFalse(answer.body().contains("127.0.0.1"), answer.body());
            assertEquals(
                    "upstream_connect", only(Outcome.UPSTREAM_FAILED, 502, Source.NONE).failure());
        }
    }

    @Test
    void the_pause_that_an_upstream_asks_for_is_passed_on() throws Exception {
        assertEquals("7", client.chat("m429").head().field("retry-after"));
        only(Outcome.UPSTREAM_FAILED, 429, Source.NONE);
        upstream.next();
    }

    private UsageRecord only(Outcome outcome, int status, Source source) throws Exception {
        UsageRecord usage = relay.record();
        assertEquals(outcome, usage.outcome());
        assertEquals(status, usage.status());
        assertEquals(source, usage.source());
        assertEquals(1, usage.attempts().size());
        return usage;
    }

    private static boolean hasEnd(Answer answer) {
        return answer.body().contains("[DONE]") || answer.body().contains("message_stop");
    }
}
