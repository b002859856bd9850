package dev.airelay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.proxy.stage.Stage;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTest {
    private static final Rehearsal.Length SHORT = new Rehearsal.Length(11, Duration.ofMinutes(5));

    /// How often admitted requests of the first round end in which way.
    private static final String ENDINGS =
            """
            1 × anthropic.count_tokens claude-5 whole SUCCESS none none
            1 × anthropic.messages claude-5 stream REFUSED upstream_refused upstream_refused
            5 × anthropic.messages claude-5 stream SUCCESS none none
            1 × anthropic.messages claude-5 stream SUCCESS none none+upstream_overloaded
            1 × anthropic.messages claude-5 stream UPSTREAM_CUT upstream_overloaded upstream_overloaded
            2 × anthropic.messages claude-5 whole SUCCESS none none
            1 × openai.chat gpt-5 stream REFUSED upstream_refused upstream_refused
            7 × openai.chat gpt-5 stream SUCCESS none none
            1 × openai.chat gpt-5 stream SUCCESS none none+upstream_overloaded
            1 × openai.chat gpt-5 stream UPSTREAM_CUT upstream_cut upstream_cut
            1 × openai.chat gpt-5 stream UPSTREAM_CUT upstream_reported upstream_reported
            3 × openai.chat gpt-5 whole SUCCESS none none
            1 × openai.chat gpt-5 whole SUCCESS none none+upstream_overloaded
            1 × openai.chat hanging stream UPSTREAM_CUT upstream_timeout_idle upstream_timeout_idle
            1 × openai.chat hedged stream SUCCESS none none+outrun
            1 × openai.chat hedged whole SUCCESS none none+outrun
            1 × openai.chat silent stream SUCCESS none none+upstream_timeout_first_token
            1 × openai.completions gpt-5 stream SUCCESS none none
            1 × openai.completions gpt-5 whole SUCCESS none none
            1 × openai.embeddings gpt-5 whole SUCCESS none none
            8 × openai.responses gpt-5 stream SUCCESS none none
            1 × openai.responses gpt-5 stream UPSTREAM_CUT upstream_reported upstream_reported
            2 × openai.responses gpt-5 whole SUCCESS none none
            """;

    /// Eleven rounds play everything with each way to the cloud. What ends in another way than it
    /// should is logged, and so is whatever fails.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RELAY_GATE=redis",
                "RELAY_GATE=redis-alone RELAY_REDIS_TLS=true RELAY_REDIS_CLUSTER=true",
                "RELAY_GATE=dynamodb"
            })
    void everyRequestEndsAsItShouldAndNoThreadIsLeft(String gate) throws Exception {
        Set<Thread> before = threads();
        List<String> complaints =
                Complaints.of(() ->
                        new Rehearsal(
                                        settings(gate),
                                        TokenCounter.NONE,
                                        SHORT,
                                        RehearsalPlace.ENVIRONMENT)
                                .run());
        assertEquals(List.of(), complaints);
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            assertTrue(thread.join(Duration.ofSeconds(30)), thread::getName);
        }
    }

    /// What is left out here, or added, was left out of or added to what is played.
    @Test
    void everyWayToEndIsPlayed() throws Exception {
        var once = new Rehearsal.Length(1, Duration.ofMinutes(5));
        List<JsonNode> records;
        try (var stage = Stage.open(false)) {
            new Rehearsal(
                            settings("RELAY_GATE=redis"),
                            TokenCounter.NONE,
                            once,
                            RehearsalPlace.ENVIRONMENT)
                    .playOn(stage);
            records = stage.rows("relay-usage");
        }
        var played = new TreeMap<String, Integer>();
        records.forEach(row -> played.merge(ending(row), 1, Integer::sum));
        var lines = new StringBuilder();
        played.forEach(
                (ending, times) -> lines.append(times).append(" × ").append(ending).append('\n'));
        assertEquals(ENDINGS, lines.toString());
    }

    /// Endpoint, model, form, outcome and failure of a usage record, and what became of its
    /// attempts, in any order.
    private static String ending(JsonNode row) {
        var attempts = new TreeSet<String>();
        row.path("attempts").path("L").forEach(one -> attempts.add(text(one.path("M"), "failure")));
        return String.join(
                " ",
                text(row, "endpoint"),
                text(row, "asked_model"),
                row.path("streamed").path("BOOL").asBoolean() ? "stream" : "whole",
                text(row, "outcome"),
                text(row, "failure"),
                String.join("+", attempts));
    }

    private static String text(JsonNode row, String name) {
        return row.path(name).path("S").asText();
    }

    private static ProxySettings settings(String gate) {
        var variables =
                new HashMap<>(
                        Map.of(
                                "RELAY_KMS_KEY", "key",
                                "RELAY_HASH_SECRET", "secret",
                                "RELAY_REDIS_HOST", "redis.invalid",
                                "AWS_REGION", "us-east-1"));
        for (String variable : gate.split(" ", -1)) {
            String[] parts = variable.split("=", 2);
            variables.put(parts[0], parts[1]);
        }
        return ProxySettings.read(variables);
    }

    /// Of ours, and of what we use; those that carry virtual threads are the JVM's own and stay.
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        !thread.getName().startsWith("ForkJoinPool")
                                && !thread.getName().startsWith("VirtualThread-")
                                && !thread.getName().endsWith("Poller"))
                .collect(Collectors.toSet());
    }

    @Test
    void randomnessIsAnotherAfterARestore() {
        var random = new SnapshotSafeRandom();
        long before = random.nextLong();
        random.renew();
        assertNotEquals(before, random.nextLong());
    }
}
