package dev.airelay.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Grant;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyText;
import dev.airelay.access.MemoryKeyStore;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.limit.Limits;
import dev.airelay.platform.lambda.BadEventException;
import dev.airelay.platform.lambda.UrlEvent;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.FakeGate;
import dev.airelay.relaying.RecordedReply;
import dev.airelay.relaying.RelayWiring;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.FakeVault;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.usage.MemoryUsageLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// The sample events, through the edge's decoder and the whole relay.
class EventsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Path EVENTS = Path.of(System.getProperty("relay.root"), "events");
    private static final Secret KEY = KeyText.issue(RandomGenerator.of("L64X128MixRandom"));
    private static final Map<String, Integer> STATUS =
            Map.of(
                    "proxy.chat.streamed.json", 200,
                    "proxy.chat.preflight.json", 204,
                    "proxy.messages.base64.json", 200,
                    "proxy.responses.zstd.json", 200,
                    "proxy.chat.no-key.json", 401,
                    "proxy.chat.no-body.json", 400,
                    "proxy.head.probe.json", 200,
                    "proxy.models.cookies.json", 200,
                    "proxy.unknown.path.json", 404);

    private final List<UpstreamCall> calls = new ArrayList<>();

    @Test
    void everyEventIsAnswered() throws Exception {
        for (var expected : new TreeSet<>(STATUS.keySet())) {
            var reply = new RecordedReply();
            handler().handle(decode(expected), reply);
            assertEquals(STATUS.get(expected), reply.status(), expected);
        }
        assertEquals(3, calls.size());
    }

    @Test
    void aPackedBodyTravelsOnAsItWasWithTheFieldsOfItsSession() throws Exception {
        handler().handle(decode("proxy.responses.zstd.json"), new RecordedReply());
        var body = new ByteArrayOutputStream();
        calls.getFirst().body().writeTo(body);
        assertEquals(
                "{\"model\":\"m\",\"stream\":false,\"input\":[{\"role\":\"user\",\"content\":\"héllo\"}]}",
                body.toString(UTF_8));
        Headers headers = calls.getFirst().headers();
        assertEquals("opaque", headers.first("x-codex-turn-state").orElse(""));
        assertFalse(headers.has("content-encoding"));
    }

    @Test
    void noEventIsWithoutExpectation() throws IOException {
        try (var files = Files.list(EVENTS)) {
            var names =
                    files.map(file -> file.getFileName().toString())
                            .filter(name ->
                                    name.startsWith("proxy.")
                                            && !name.equals("proxy.direct.no-http-context.json"))
                            .toList();
            assertEquals(STATUS.keySet(), Set.copyOf(names));
        }
    }

    @Test
    void anEventWithoutHttpContextIsRefused() {
        assertThrows(BadEventException.class, () -> decode("proxy.direct.no-http-context.json"));
    }

    @Test
    void bodiesArriveAsTheyWereSent() throws Exception {
        Request plain = decode("proxy.chat.streamed.json");
        assertTrue(new String(plain.body(), UTF_8).contains("héllo 🙂"));
        Request base64 = decode("proxy.messages.base64.json");
        assertTrue(new String(base64.body(), UTF_8).startsWith("{\"model\":\"m\""));
        assertEquals("beta=true", base64.query());
        assertEquals("203.0.113.7", base64.clientAddress());
    }

    private static Request decode(String name) throws IOException, BadEventException {
        String event = Files.readString(EVENTS.resolve(name)).replace("{key}", KEY.reveal());
        return UrlEvent.read(event.getBytes(UTF_8), "i", new Cancellation(NOON.plusSeconds(60)));
    }

    private Handler handler() {
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        var vault = new FakeVault();
        var keys = new MemoryKeyStore();
        keys.save(new User("u", "u", true, Limits.NONE, Set.of(), 0));
        keys.save(
                new RelayKey(
                        "k",
                        "u",
                        hasher.hash(KEY),
                        "",
                        "k",
                        true,
                        Instant.MAX,
                        Grant.ALL,
                        Limits.NONE,
                        0));
        var routes = RouteStores.inMemory();
        for (Kind kind : Kind.values()) {
            routes.channels()
                    .save(
                            Channel.of(
                                    kind.name(),
                                    kind,
                                    URI.create("http://u.invalid"),
                                    vault.seal(new Secret("up"), Channel.identity(kind.name()))));
        }
        var gate = new FakeGate(InstantSource.fixed(NOON), new FakeFunds());
        return new RelayWiring(
                        new RelayWiring.Stores(keys, routes, new MemoryUsageLog(10)),
                        new RelayWiring.Guards(
                                gate,
                                gate.board(),
                                hasher,
                                vault,
                                UnpricedPolicy.FREE,
                                AllowedOrigins.ANY,
                                Assumptions.USUAL),
                        new RelayWiring.Surroundings(
                                (call, timeouts, cancellation) -> {
                                    calls.add(call);
                                    return new Fixed();
                                },
                                TokenCounter.NONE,
                                InstantSource.fixed(NOON),
                                () -> 0,
                                (_, _) -> () -> {},
                                (_, _) -> {},
                                RandomGenerator.of("L64X128MixRandom"),
                                Runnable::run))
                .handler();
    }

    /// `{}` as JSON.
    private static final class Fixed implements UpstreamAnswer {
        private boolean read;

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.of("content-type", "application/json");
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            if (read) {
                return -1;
            }
            read = true;
            buffer[from] = '{';
            buffer[from + 1] = '}';
            return 2;
        }

        @Override
        public void hurry(Duration patience) {}

        @Override
        public void close() {}
    }
}
