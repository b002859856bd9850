package dev.airelay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.dialect.TokenCounter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTest {
    private static final Rehearsal.Length SHORT = new Rehearsal.Length(11, Duration.ofMinutes(5));

    /// Eleven rounds play everything with each way to AWS. What ends in another way than it should
    /// is logged, and so is whatever fails.
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
                Complaints.of(() -> new Rehearsal(settings(gate), TokenCounter.NONE, SHORT).run());
        assertEquals(List.of(), complaints);
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            assertTrue(thread.join(Duration.ofSeconds(30)), thread::getName);
        }
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
