package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.airelay.http.Headers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Upstreams that repeat the key they were given, when the vault opens nothing any more.
class KeysInErrorsTest {
    @AutoClose private final RelayWorld world = new RelayWorld();

    private String sentKey() {
        Headers sent = world.upstream().received().getFirst().headers();
        return sent.first("x-api-key")
                .or(() -> sent.first("authorization").map(value -> value.substring(7)))
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void theKeyOfTheAttemptIsHiddenThoughTheVaultIsAway(Order order) {
        world.channel("first", order.kind(), 3, UnaryOperator.identity());
        world.upstream()
                .always(
                        "first.test",
                        Script.json(
                                        400,
                                        "{\"error\":{\"message\":\"no '"
                                                + String.join("', '", world.secrets())
                                                + "'\"}}")
                                .onCall(world.vault()::lock));

        RecordedReply reply = world.post(order.path(), order.body()).send();

        assertEquals(400, reply.status(), reply.everything());
        String sent = sentKey();
        assertFalse(reply.text().contains(sent), reply.text());
        String detail = world.usage().attempts().getFirst().detail();
        assertFalse(detail.isEmpty() || detail.contains(sent), detail);
    }
}
