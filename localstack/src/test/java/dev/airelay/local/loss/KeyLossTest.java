package dev.airelay.local.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Grant;
import dev.airelay.access.RelayKey;
import dev.airelay.limit.Limits;
import dev.airelay.local.loss.Client.Answer;
import dev.airelay.local.loss.Client.Dialect;
import dev.airelay.local.loss.ServedRelay.Issued;
import dev.airelay.usage.MemoryUsageLog;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyLossTest {
    private final Scene scene = Scene.open(new MemoryUsageLog(10));
    private final ServedRelay relay = scene.relay();

    KeyLossTest() throws Exception {}

    @AfterEach
    void callsOfTheTestAreForgotten() throws Exception {
        while (scene.upstream().more() > 0) {
            scene.upstream().next();
        }
    }

    @AfterAll
    void close() throws Exception {
        scene.close();
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_disabled_key_is_refused_at_once_and_an_enabled_one_served_at_once(Dialect dialect)
            throws Exception {
        Issued issued = relay.issue(Limits.NONE, Set.of(), Instant.MAX);
        Client client = relay.client(issued);
        assertEquals(200, client.ask(dialect, "whole", false).status());
        RelayKey disabled = relay.keys().save(issued.key().withEnabled(false));
        for (int request = 0; request < 2; request++) {
            Answer refused = client.ask(dialect, "whole", true);
            assertEquals(401, refused.status());
            assertTrue(refused.body().contains("The API key is disabled."), refused.body());
            assertEquals(
                    dialect == Dialect.ANTHROPIC,
                    refused.body().contains("authentication_error"),
                    refused.body());
        }
        relay.keys().save(disabled.withEnabled(true));
        assertEquals(200, client.ask(dialect, "whole", false).status());
        assertEquals(2, scene.upstream().more());
    }

    @Test
    void an_expired_key_is_refused() throws Exception {
        Client client = relay.client(relay.issue(Limits.NONE, Set.of(), Instant.EPOCH));
        Answer refused = client.chat("whole");
        assertEquals(401, refused.status());
        assertTrue(refused.body().contains("has expired"), refused.body());
        assertEquals(0, scene.upstream().more());
    }

    @Test
    void a_model_that_is_not_allowed_is_refused_until_it_is() throws Exception {
        Issued issued = relay.issue(Limits.NONE, Set.of("whole"), Instant.MAX);
        Client client = relay.client(issued);
        assertEquals(200, client.chat("whole").status());
        assertEquals(403, client.chat("stream").status());
        assertEquals(1, scene.upstream().more());
        RelayKey key = issued.key();
        relay.keys()
                .save(
                        new RelayKey(
                                key.id(),
                                key.userId(),
                                key.hash(),
                                key.lastFour(),
                                key.name(),
                                true,
                                key.expiresAt(),
                                Grant.of(Set.of("whole", "stream")),
                                key.limits(),
                                key.revision()));
        assertEquals(200, client.chat("stream").status());
    }
}
