package dev.airelay.local.chaos;

import dev.airelay.access.Grant;
import dev.airelay.access.KeyText;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.account.Entry;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.http.Handler;
import dev.airelay.limit.Limits;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.local.lambda.FunctionPool;
import dev.airelay.local.lambda.FunctionSettings;
import dev.airelay.local.lambda.FunctionUrl;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.money.Nanos;
import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.secrets.SecretsClients;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.proxy.ProxyState;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// The proxy's real zip in Lambda environments that can be killed, over real engines that can be
/// emptied and throttled; some users with money, and two channels.
final class ChaosWorld implements AutoCloseable {
    static final Nanos GRANT = Nanos.ofDollars("100");
    static final Nanos PER_INPUT = new Nanos(1_000);
    static final Nanos PER_OUTPUT = new Nanos(2_000);

    private static final String REGION = "us-east-1";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final RedisServer redis;
    private final ThrottledDynamo throttled;
    private final ProxySettings settings;
    private final ProxyState state;
    private final Map<String, Secret> keys = new LinkedHashMap<>();
    private final HttpDoor door;

    /// @param users each with a key of its own
    ChaosWorld(List<String> users, ChaosUpstream upstream) throws Exception {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        Path root = Path.of(System.getProperty("relay.root"));
        redis = add(RedisServer.start(RedisServer.Shape.PLAIN));
        DynamoDbLocal dynamo = add(DynamoDbLocal.start(root));
        AwsEndpoints aws = add(AwsEndpoints.start());
        throttled = add(new ThrottledDynamo(dynamo.uri()));
        try (var secrets = SecretsClients.open(REGION, aws.uri())) {
            secrets.createSecret(ask -> ask.name("pepper").secretString("pepper of a test"));
        }
        settings =
                new ProxySettings(
                        new BackboneSettings(
                                "chaos-",
                                new GateChoice.Redis(
                                        RedisSettings.plain("127.0.0.1", redis.port())),
                                REGION,
                                new BackboneSettings.Endpoints(dynamo.uri(), aws.uri(), aws.uri())),
                        aws.keyArn(),
                        "pepper",
                        AddressPolicy.ALLOW_LOOPBACK,
                        UnpricedPolicy.REFUSED,
                        AllowedOrigins.ANY,
                        Assumptions.USUAL);
        state = add(new ProxyState(settings, InstantSource.system(), RANDOM));
        state.createTables();
        users.forEach(this::user);
        state.stores().routes().prices().add(List.of(price()));
        channel("first", upstream, 2);
        channel("second", upstream, 1);
        door =
                add(
                        HttpDoor.open(
                                DoorSettings.loopback(0),
                                function(root, aws),
                                InstantSource.system()));
    }

    private <P extends AutoCloseable> P add(P part) {
        parts.push(part);
        return part;
    }

    private Handler function(Path root, AwsEndpoints aws) throws Exception {
        var variables = new HashMap<String, String>();
        variables.put("RELAY_TABLE_PREFIX", settings.backbone().tablePrefix());
        variables.put("RELAY_REDIS_HOST", "127.0.0.1");
        variables.put("RELAY_REDIS_PORT", Integer.toString(redis.port()));
        variables.put("RELAY_KMS_KEY", settings.kmsKey());
        variables.put("RELAY_HASH_SECRET", settings.hashSecret());
        variables.put("RELAY_ALLOW_LOOPBACK_UPSTREAMS", "true");
        variables.put("AWS_ENDPOINT_URL_KMS", aws.uri().toString());
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", aws.uri().toString());
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", throttled.uri().toString());
        variables.put("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/bin/relay");
        variables.put("JDK_JAVA_OPTIONS", "-Drelay.rehearsal.rounds=1");
        var function =
                FunctionSettings.snapStart(
                                "proxy",
                                root.resolve("functions/proxy/target/relay-proxy.zip"),
                                variables,
                                2)
                        .withTimeout(TIMEOUT)
                        .withQueueWait(Duration.ofSeconds(60));
        FunctionPool pool = add(FunctionPool.start(function, InstantSource.system(), _ -> {}));
        return new FunctionUrl(
                pool, InstantSource.system(), UUID::randomUUID, Duration.ofSeconds(1));
    }

    private void user(String id) {
        Secret key = KeyText.issue(RANDOM);
        keys.put(id, key);
        state.stores().keys().save(new User(id, id, true, Limits.NONE, Set.of(), 0));
        String hash = state.guards().hasher().hash(key);
        state.stores()
                .keys()
                .save(
                        new RelayKey(
                                "key-" + id,
                                id,
                                hash,
                                "",
                                "",
                                true,
                                Instant.MAX,
                                Grant.ALL,
                                new Limits(0, 0, 20),
                                0));
        var _ =
                state.accounts()
                        .book(new Entry("grant", id, Entry.Kind.GRANT, GRANT, Instant.EPOCH, ""));
    }

    private static Price price() {
        var in = new Nanos(PER_INPUT.value() * 1_000_000);
        var out = new Nanos(PER_OUTPUT.value() * 1_000_000);
        return Price.ofTokens(
                "openai",
                "*",
                Instant.EPOCH,
                List.of(new Tier(0, new Rates(in, in, in, in, out))),
                "");
    }

    private void channel(String id, ChaosUpstream upstream, int priority) {
        var key = state.guards().vault().seal(new Secret("up"), Channel.identity(id));
        state.stores()
                .routes()
                .channels()
                .save(
                        Channel.of(id, Kind.OPENAI, upstream.uri(id), key)
                                .withRank(new Rank(priority, 1)));
    }

    int port() {
        return door.port();
    }

    Secret key(String user) {
        return Objects.requireNonNull(keys.get(user));
    }

    ProxySettings settings() {
        return settings;
    }

    ProxyState state() {
        return state;
    }

    ThrottledDynamo dynamo() {
        return throttled;
    }

    /// As `kill -9` of every process that runs the function.
    static void killEnvironments() {
        ProcessHandle.current()
                .descendants()
                .filter(child ->
                        child.info()
                                .commandLine()
                                .orElse("")
                                .endsWith("dev.airelay.proxy.ProxyFunction"))
                .forEach(ProcessHandle::destroyForcibly);
    }

    void emptyRedis() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            if (socket.getInputStream().read() != '+') {
                throw new IllegalStateException("Redis did not empty itself");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// No request is served any more; the engines go on.
    void stopServing() throws Exception {
        door.close();
        parts.remove(door);
        AutoCloseable pool =
                parts.stream().filter(FunctionPool.class::isInstance).findFirst().orElseThrow();
        pool.close();
        parts.remove(pool);
    }

    @Override
    public void close() throws IOException {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IOException("a part could not be closed", e);
            }
        }
    }
}
