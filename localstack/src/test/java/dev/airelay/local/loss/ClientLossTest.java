package dev.airelay.local.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.limit.Limits;
import dev.airelay.local.loss.Client.Dialect;
import dev.airelay.local.server.RawClient;
import dev.airelay.usage.MemoryUsageLog;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Source;
import dev.airelay.usage.UsageRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientLossTest {
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_client_that_leaves_in_mid_stream_takes_the_upstream_connection_with_it(Dialect dialect)
            throws Exception {
        try (Scene scene = Scene.open(new MemoryUsageLog(10))) {
            Client client = scene.relay().client(Limits.NONE);
            try (RawClient leaving = client.send(dialect, "endless", true)) {
                assertEquals(200, leaving.head().status());
                assertTrue(
                        leaving.chunk().startsWith(dialect == Dialect.OPENAI ? "data" : "event"));
            }
            assertTrue(scene.upstream().next().hungUp());
            UsageRecord usage = scene.relay().record();
            assertEquals(Outcome.CLIENT_LEFT, usage.outcome());
            assertEquals("client_gone", usage.failure());
            assertEquals(Source.COUNTED, usage.source());
            assertTrue(usage.tokens().output() > 0);
            assertEquals(200, usage.status());
            assertEquals(0, scene.relay().moreRecords());
        }
    }
}
