package dev.airelay.local.loss;

import dev.airelay.access.AnnouncingKeyStore;
import dev.airelay.access.Grant;
import dev.airelay.access.KeyStore;
import dev.airelay.access.KeyText;
import dev.airelay.access.MemoryKeyStore;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.health.MemoryChannelBoard;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.limit.Limits;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.secrets.SecretsClients;
import dev.airelay.platform.tokens.VocabularyCounter;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.proxy.ProxyState;
import dev.airelay.proxy.ProxyWiring;
import dev.airelay.relaying.RelayWiring.Guards;
import dev.airelay.relaying.RelayWiring.Stores;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import dev.airelay.upstream.ServedModels;
import dev.airelay.upstream.Timeouts;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageRecord;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The proxy's own wiring behind an HTTP door in this process, over engines that a test started and
/// may break.
///
/// Models `stall` and `silent` are served by a channel with little patience, `refused` by one whose
/// upstream is not there.
final class ServedRelay implements AutoCloseable {
    private static final String HASH_SECRET = "relay/hash-secret";
    private static final String REGION = "us-east-1";
    private static final Set<String> STEADY =
            Set.of(
                    "whole", "stream", "cut", "rst", "endless", "held", "paused", "m401", "m429",
                    "m500", "reset", "html", "quiet", "lull");
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final Duration LITTLE = Duration.ofMillis(600);
    private static final Duration LONG = Duration.ofSeconds(3);
    private static final long PATIENCE_SECONDS = 5;

    private final SecureRandom random = new SecureRandom();
    private final BlockingQueue<UsageRecord> records = new LinkedBlockingQueue<>();
    private final BlockingQueue<Future<?>> ends = new LinkedBlockingQueue<>();
    private final ExecutorService afterEnd = Executors.newVirtualThreadPerTaskExecutor();
    private final MemoryChannelBoard board = new MemoryChannelBoard(InstantSource.system());
    private final ProxyState state;
    private final ProxyWiring wiring;
    private final HttpDoor door;
    private final KeyStore keys;

    /// @param stores what is kept for good, such as [#memory]
    ServedRelay(ProxySettings settings, URI upstream, Function<ProxyState, Stores> stores)
            throws IOException {
        state = new ProxyState(settings, InstantSource.system(), random);
        Stores kept = stores.apply(state);
        var noted = new Stores(kept.keys(), kept.routes(), noting(kept.usage()));
        keys = new AnnouncingKeyStore(kept.keys(), state.revisions());
        Guards guards = state.guards();
        wiring =
                new ProxyWiring(
                        noted,
                        new Guards(
                                guards.gate(),
                                board,
                                guards.hasher(),
                                guards.vault(),
                                guards.unpriced(),
                                guards.origins(),
                                guards.assumed()),
                        settings.upstreamAddresses(),
                        new VocabularyCounter(),
                        random,
                        task -> ends.add(afterEnd.submit(task)));
        for (Kind kind : Kind.values()) {
            kept.routes().channels().save(channel(kind, upstream, Timeouts.DEFAULT, STEADY, 0));
            var little = new Timeouts(LITTLE, LITTLE, LITTLE, LONG);
            kept.routes()
                    .channels()
                    .save(channel(kind, upstream, little, Set.of("stall", "silent"), 1));
            kept.routes()
                    .channels()
                    .save(channel(kind, NOBODY, Timeouts.DEFAULT, Set.of("refused"), 2));
        }
        state.revisions().routesChanged();
        door = HttpDoor.open(DoorSettings.loopback(0), wiring.handler(), InstantSource.system());
    }

    static ProxySettings settings(int redisPort, AwsEndpoints aws, URI dynamodb) {
        letSdkSign();
        try (SecretsManagerClient secrets = SecretsClients.open(REGION, aws.uri())) {
            secrets.createSecret(ask -> ask.name(HASH_SECRET).secretString("pepper of a test"));
        }
        return new ProxySettings(
                new BackboneSettings(
                        "relay-",
                        new GateChoice.RedisAlone(RedisSettings.plain("127.0.0.1", redisPort)),
                        REGION,
                        new BackboneSettings.Endpoints(dynamodb, aws.uri(), aws.uri())),
                aws.keyArn(),
                HASH_SECRET,
                AddressPolicy.ALLOW_LOOPBACK,
                UnpricedPolicy.FREE,
                AllowedOrigins.ANY,
                Assumptions.USUAL);
    }

    static Stores memory(UsageLog usage) {
        return new Stores(new MemoryKeyStore(), RouteStores.inMemory(), usage);
    }

    private static void letSdkSign() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
    }

    /// A key that was issued, and its record as stored.
    record Issued(Secret text, RelayKey key) {}

    /// A key for each purpose, of a user of its own without limits.
    Issued issue(Limits limits, Set<String> models, Instant expiresAt) {
        Secret text = KeyText.issue(random);
        String hash = state.guards().hasher().hash(text);
        String id = hash.substring(0, 12);
        keys.save(new User("user_" + id, "test", true, Limits.NONE, Set.of(), 0));
        var key =
                new RelayKey(
                        "key_" + id,
                        "user_" + id,
                        hash,
                        "last",
                        "test",
                        true,
                        expiresAt,
                        Grant.of(models),
                        limits,
                        0);
        return new Issued(text, keys.save(key));
    }

    /// A client whose key has these limits and no others.
    Client client(Limits limits) {
        return client(issue(limits, Set.of(), Instant.MAX));
    }

    Client client(Issued issued) {
        return new Client(door.port(), issued.text());
    }

    KeyStore keys() {
        return keys;
    }

    /// The next record that no test has looked at; waits until its request is recorded.
    UsageRecord record() throws Exception {
        Future<?> end = ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (end == null) {
            throw new AssertionError("no request came to its end");
        }
        end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return records.remove();
    }

    /// How many records were written that no test has looked at.
    int moreRecords() {
        return records.size();
    }

    private UsageLog noting(UsageLog log) {
        return usage -> {
            try {
                return log.write(usage);
            } finally {
                records.add(usage);
            }
        };
    }

    /// What channels did before: the next request finds every circuit closed.
    void forgetFailures() {
        board.forget();
    }

    private Channel channel(
            Kind kind, URI upstream, Timeouts timeouts, Set<String> models, int priority) {
        String id = kind + "-" + priority;
        return Channel.of(
                        id,
                        kind,
                        kind == Kind.OPENAI ? upstream.resolve("/v1") : upstream,
                        state.guards().vault().seal(new Secret("up"), Channel.identity(id)))
                .withServed(new ServedModels(models, Map.of()))
                .withRank(new Rank(priority, 1))
                .withPolicy(ChannelPolicy.USUAL.withTimeouts(timeouts).withMaxRetry(0));
    }

    @Override
    public void close() {
        door.close();
        wiring.close();
        afterEnd.close();
        state.close();
    }
}
