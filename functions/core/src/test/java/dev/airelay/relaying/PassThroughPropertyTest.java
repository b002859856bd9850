package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.dialect.Endpoint;
import dev.airelay.upstream.Kind;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What an upstream receives is what the client sent, byte for byte, but for the model's name and
/// the question for usage.
class PassThroughPropertyTest {
    private static final int BODIES = 5_000;
    private static final String WHOLE = "{\"usage\":{}}";

    @Test
    void bodiesPassByteForByteButForTheAllowedSplices() {
        var random = new Random(20261121);
        try (var world = new RelayWorld()) {
            world.channel("openai", Kind.OPENAI, 0, Map.of(RandomBody.ALIAS, RandomBody.SENT));
            world.channel("claude", Kind.ANTHROPIC, 0, Map.of(RandomBody.ALIAS, RandomBody.SENT));
            for (int i = 0; i < BODIES; i++) {
                check(world, RandomBody.make(random), i);
            }
        }
    }

    private static void check(RelayWorld world, RandomBody.Pair pair, int number) {
        boolean openai = pair.endpoint().errorStyle() == Kind.OPENAI;
        world.upstream().expect(openai ? "openai.test" : "claude.test", Script.json(200, WHOLE));

        RecordedReply reply = world.post(path(pair.endpoint()), pair.sent()).send();

        String what = "body " + number + " to " + pair.endpoint() + ": " + pair.sent();
        assertEquals(200, reply.status(), what);
        byte[] received = world.upstream().received().getLast().body();
        assertEquals(pair.expected(), new String(received, UTF_8), what);
        assertArrayEquals(pair.expected().getBytes(UTF_8), received, what);
    }

    private static String path(Endpoint endpoint) {
        return Route.API + endpoint.path();
    }
}
