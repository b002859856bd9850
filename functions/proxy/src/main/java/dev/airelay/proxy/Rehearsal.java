package dev.airelay.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.access.Grant;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyText;
import dev.airelay.access.MemoryKeyStore;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.dialect.Endpoint;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.dialect.Vocabulary;
import dev.airelay.health.MemoryChannelBoard;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.limit.Allowance;
import dev.airelay.limit.Limits;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.Unpriced;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Gate;
import dev.airelay.quota.News;
import dev.airelay.quota.Settlement;
import dev.airelay.relaying.RelayWiring;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.Identity;
import dev.airelay.secret.Sealed;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Offer;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.usage.MemoryUsageLog;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Walks made-up requests through the whole relay before a snapshot is taken, so that the classes
/// of the walk are loaded and its code is warm in every environment that is restored.
///
/// Nothing of it leaves the process: stores are in memory, the upstream is a few bytes, replies are
/// thrown away.
final class Rehearsal {
    private static final int ROUNDS = 50;
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TokenCounter tokens;
    private final Secret key = KeyText.issue(RandomGenerator.of("L64X128MixRandom"));
    private final Handler handler;

    Rehearsal(TokenCounter tokens) {
        this.tokens = tokens;
        this.handler = wire();
    }

    void run() {
        for (Vocabulary vocabulary : Vocabulary.values()) {
            var _ = tokens.count(vocabulary, "hello");
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Endpoint endpoint : Endpoint.values()) {
                for (boolean stream : new boolean[] {true, false}) {
                    handler.handle(request(endpoint, stream), new Nowhere());
                }
            }
        }
    }

    private Request request(Endpoint endpoint, boolean stream) {
        String body = "{\"model\":\"gpt-5\",\"max_tokens\":1,\"stream\":" + stream + "}";
        return new Request(
                "POST",
                "/v1" + endpoint.path(),
                "",
                Headers.of("authorization", "Bearer " + key.reveal()),
                body.getBytes(UTF_8),
                "",
                new Cancellation(NOON.plusSeconds(60)));
    }

    private Handler wire() {
        var hasher = new KeyHasher(() -> new Secret("rehearsal"));
        var keys = new MemoryKeyStore();
        keys.save(new User("u", "u", true, Limits.NONE, Set.of(), 0));
        keys.save(
                new RelayKey(
                        "k",
                        "u",
                        hasher.hash(key),
                        "",
                        "k",
                        true,
                        Instant.MAX,
                        Grant.ALL,
                        Limits.NONE,
                        0));
        var routes = RouteStores.inMemory();
        for (Kind kind : Kind.values()) {
            routes.channels().save(channel(kind));
        }
        return new RelayWiring(
                        new RelayWiring.Stores(keys, routes, new MemoryUsageLog(1)),
                        new RelayWiring.Guards(
                                new OpenGate(),
                                new MemoryChannelBoard(InstantSource.fixed(NOON)),
                                hasher,
                                new GlassVault(),
                                Unpriced.FREE,
                                AllowedOrigins.ANY,
                                Assumptions.USUAL),
                        new RelayWiring.Surroundings(
                                (call, timeouts, cancellation) -> new Canned(call.uri()),
                                tokens,
                                InstantSource.fixed(NOON),
                                () -> 0,
                                (_, _) -> () -> {},
                                (_, _) -> {},
                                RandomGenerator.of("L64X128MixRandom"),
                                Runnable::run))
                .handler();
    }

    private static Channel channel(Kind kind) {
        URI nowhere = URI.create("http://rehearsal.invalid");
        return Channel.of(kind.name(), kind, nowhere, new Sealed("", ""))
                .withOffer(new Offer(Set.of("*"), Map.of("gpt-5", "n")))
                .withPolicy(ChannelPolicy.USUAL.withMaxRetry(0));
    }

    /// Lets everyone pass.
    private static final class OpenGate implements Gate {
        @Override
        public Admission admit(AdmissionRequest ask) {
            return new Admission.Admitted(News.NONE, Allowance.UNLIMITED, Allowance.UNLIMITED);
        }

        @Override
        public boolean settle(Settlement settlement) {
            return true;
        }
    }

    /// Hides nothing.
    private static final class GlassVault implements Vault {
        @Override
        public Sealed seal(Secret secret, Identity identity) {
            return new Sealed("", "");
        }

        @Override
        public Secret open(Sealed sealed, Identity identity) {
            return new Secret("");
        }
    }

    /// A stream of each dialect's most frequent frames, cut short so that the failure path is
    /// rehearsed too.
    private static final class Canned implements UpstreamAnswer {
        private static final byte[] STREAM =
                """
                data: {"id":"1","choices":[{"index":0,"delta":{"content":"hello"},"finish_reason":null}]}

                event: message_start
                data: {"type":"message_start","message":{"usage":{"input_tokens":1,"output_tokens":1}}}

                event: content_block_delta
                data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"hello"}}

                event: response.output_text.delta
                data: {"type":"response.output_text.delta","sequence_number":1,"delta":"hello"}

                """
                        .getBytes(UTF_8);

        private int from;

        Canned(URI uri) {
            from = uri.getPath().endsWith("count_tokens") ? STREAM.length : 0;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public Headers headers() {
            return Headers.of("content-type", "text/event-stream");
        }

        @Override
        public int read(byte[] buffer, int at, int length) {
            int read = Math.min(length, STREAM.length - from);
            System.arraycopy(STREAM, from, buffer, at, read);
            from += read;
            return read == 0 ? -1 : read;
        }

        @Override
        public void hurry(Duration patience) {}

        @Override
        public void close() {}
    }

    /// Takes everything and keeps nothing.
    private static final class Nowhere implements Reply {
        private boolean started;

        @Override
        public void start(int status, Headers headers) {
            started = true;
        }

        @Override
        public boolean started() {
            return started;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {}

        @Override
        public void flush() {}

        @Override
        public void end() {}

        @Override
        public void fail(String errorType) {}

        @Override
        public void tear() {}
    }
}
