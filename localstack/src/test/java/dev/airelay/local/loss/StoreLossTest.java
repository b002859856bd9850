package dev.airelay.local.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.StoreException;
import dev.airelay.limit.Limits;
import dev.airelay.local.loss.Client.Answer;
import dev.airelay.local.loss.Client.Dialect;
import dev.airelay.local.server.RawClient;
import dev.airelay.usage.MemoryUsageLog;
import dev.airelay.usage.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreLossTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void without_redis_requests_are_refused_soon_and_served_again_once_it_is_back()
            throws Exception {
        try (Scene scene = Scene.open(new MemoryUsageLog(10))) {
            Client client = scene.relay().client(Limits.NONE);
            assertEquals(200, client.chat("whole").status());
            scene.upstream().next();
            scene.relay().record();
            scene.redis().kill();
            for (Dialect dialect : Dialect.values()) {
                for (boolean streamed : new boolean[] {false, true}) {
                    Answer refused =
                            assertTimeout(SOON, () -> client.ask(dialect, "whole", streamed));
                    assertEquals(503, refused.status());
                    assertFalse(refused.head().field("retry-after").isEmpty());
                    assertTrue(refused.body().contains("Nothing was charged"), refused.body());
                    assertEquals(
                            dialect == Dialect.ANTHROPIC,
                            refused.body().startsWith("{\"type\":\"error\""),
                            refused.body());
                }
            }
            assertEquals(0, scene.upstream().more());
            assertEquals(0, scene.relay().moreRecords());
            scene.redis().restart();
            assertEquals(200, client.chat("whole").status());
            assertEquals(Outcome.SUCCESS, scene.relay().record().outcome());
        }
    }

    @Test
    void an_admitted_request_is_answered_and_recorded_though_redis_goes() throws Exception {
        try (Scene scene = Scene.open(new MemoryUsageLog(10))) {
            Client client = scene.relay().client(Limits.NONE);
            try (RawClient connection = client.send(Dialect.OPENAI, "held", true)) {
                scene.upstream().next();
                scene.redis().kill();
                scene.upstream().release();
                assertTrue(Client.read(connection).body().contains("[DONE]"));
            }
            assertEquals(Outcome.SUCCESS, scene.relay().record().outcome());
        }
    }

    @Test
    void clients_get_their_answers_though_no_record_can_be_written() throws Exception {
        try (Scene scene =
                Scene.open(usage -> {
                    throw new StoreException("full", new IOException("disk"));
                })) {
            Client client = scene.relay().client(Limits.NONE);
            Answer whole = client.chat("whole");
            assertEquals(200, whole.status());
            assertEquals(Outcome.SUCCESS, scene.relay().record().outcome());
            Answer stream = client.ask(Dialect.ANTHROPIC, "stream", true);
            assertTrue(stream.whole());
            assertTrue(stream.body().contains("message_stop"), stream.body());
        }
    }
}
