package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.UsageRecord;
import java.io.IOException;
import java.util.Map;

/// Plays one golden case through the relay and compares everything byte by byte.
final class GoldenReplay {
    /// Every case may ask for this model, which its channel knows under the other name.
    private static final Map<String, String> MAPPING = Map.of("relay-alias", "sent-model");

    private static final String TRACE_ID = "golden";
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenReplay() {}

    static void play(GoldenCase golden, Cuts cuts) throws IOException {
        play(golden, golden.upstreamAnswer().cut(cuts));
    }

    /// The same, but the connection breaks behind the upstream's last byte.
    static void playTorn(GoldenCase golden) throws IOException {
        play(golden, golden.upstreamAnswer().thenFails(new UpstreamBroken(UpstreamBroken.How.CUT)));
    }

    /// Whether the case is about an answer that ends before its end.
    static boolean mayBeTorn(GoldenCase golden) throws IOException {
        return golden.usage().path("outcome").asText().equals(Outcome.UPSTREAM_CUT.name());
    }

    private static void play(GoldenCase golden, Script answer) throws IOException {
        try (var world = new RelayWorld()) {
            world.channel("golden", golden.kind(), 0, MAPPING);
            world.upstream().expect("golden.test", answer);
            Asking asking =
                    world.post(golden.path(), "")
                            .body(golden.clientRequest())
                            .header("x-request-id", TRACE_ID);
            golden.clientHeaders().forEach(asking::header);

            RecordedReply reply = asking.send();

            byte[] sent = world.upstream().received().getFirst().body();
            assertSame(golden.upstreamRequest(), sent, golden.name() + ": upstream.request.json");
            assertSame(
                    golden.clientBody(), reply.bytes(), golden.name() + ": what the client gets");
            assertEquals(golden.clientStatus(), reply.status(), golden.name() + ": client.status");
            assertEquals(
                    golden.usage(),
                    usage(world.usage(), golden.usage().has("tier")),
                    golden.name() + ": usage.json");
        }
    }

    /// As text first, because its differences can be read.
    private static void assertSame(byte[] expected, byte[] actual, String what) {
        assertEquals(new String(expected, UTF_8), new String(actual, UTF_8), what);
        assertArrayEquals(expected, actual, what);
    }

    private static JsonNode usage(UsageRecord row, boolean withTier) throws IOException {
        ObjectNode usage = JSON.createObjectNode();
        usage.put("outcome", row.outcome().name());
        usage.put("source", row.source().name());
        usage.set("tokens", JSON.valueToTree(row.tokens()));
        if (!row.uses().isEmpty()) {
            usage.set("uses", JSON.valueToTree(row.uses().counts()));
        }
        if (withTier) {
            usage.put("tier", row.tier());
        }
        return JSON.readTree(usage.toString());
    }
}
