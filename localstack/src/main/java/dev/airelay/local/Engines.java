package dev.airelay.local;

import dev.airelay.http.AllowedOrigins;
import dev.airelay.local.UpSettings.Gate;
import dev.airelay.local.UpSettings.Stores;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.local.engines.Storage;
import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.secrets.SecretsClients;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/// What stands in for AWS and ElastiCache on this machine, and the settings with which the proxy
/// finds it.
public final class Engines implements AutoCloseable {
    private static final String REGION = "us-east-1";
    private static final String HASH_SECRET = "relay/hash-secret";
    private static final String GIFT_CODE_SECRET = "relay/gift-codes";
    private static final String SIGNING_SECRET = "relay/signing-keys";
    private static final String SETUP_SECRET = "relay/setup-code";
    private static final String TABLE_PREFIX = "relay-";
    private static final int SECRET_BYTES = 32;
    private static final int NO_PORT = 1;

    private final GateChoice gate;
    private final Optional<RedisServer> redis;
    private final Optional<DynamoDbLocal> dynamo;
    private final AwsEndpoints aws;

    private Engines(
            GateChoice gate,
            Optional<RedisServer> redis,
            Optional<DynamoDbLocal> dynamo,
            AwsEndpoints aws) {
        this.gate = gate;
        this.redis = redis;
        this.dynamo = dynamo;
        this.aws = aws;
    }

    /// Starts all engines at once and returns when all of them answer.
    ///
    /// @param root the checkout, where the build has put DynamoDB Local
    /// @param lines takes what the engines print
    static Engines start(UpSettings settings, Path root, Consumer<String> lines)
            throws IOException, InterruptedException {
        boolean kept = settings.stores() == Stores.DYNAMODB;
        letSdkSign();
        var started = new ConcurrentLinkedDeque<AutoCloseable>();
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<RedisServer>> redis =
                    starters.submit(() ->
                            settings.gate() == Gate.REDIS
                                    ? Optional.of(
                                            note(
                                                    started,
                                                    RedisServer.start(
                                                            RedisServer.Shape.PLAIN,
                                                            0,
                                                            folder(settings, "redis", kept),
                                                            lines)))
                                    : Optional.empty());
            Future<Optional<DynamoDbLocal>> dynamo =
                    starters.submit(() ->
                            kept
                                    ? Optional.of(
                                            note(
                                                    started,
                                                    DynamoDbLocal.start(
                                                            root,
                                                            0,
                                                            folder(settings, "dynamodb", true),
                                                            lines)))
                                    : Optional.empty());
            Future<AwsEndpoints> aws =
                    starters.submit(() ->
                            note(
                                    started,
                                    AwsEndpoints.start(
                                            0,
                                            folder(settings, "aws", kept),
                                            InstantSource.system())));
            return new Engines(
                    choice(
                            redis.get()
                                    .map(server -> RedisSettings.plain("127.0.0.1", server.port())),
                            kept),
                    redis.get(),
                    dynamo.get(),
                    aws.get());
        } catch (ExecutionException e) {
            closeAll(started);
            throw new IOException("An engine did not start: " + e.getCause(), e.getCause());
        }
    }

    private static GateChoice choice(Optional<RedisSettings> redis, boolean dynamo) {
        return redis.<GateChoice>map(found ->
                        dynamo ? new GateChoice.Redis(found) : new GateChoice.RedisAlone(found))
                .orElseGet(GateChoice.Dynamo::new);
    }

    private static <E extends AutoCloseable> E note(Deque<AutoCloseable> started, E engine) {
        started.push(engine);
        return engine;
    }

    private static void closeAll(Deque<AutoCloseable> started) throws IOException {
        for (AutoCloseable engine : started) {
            try {
                engine.close();
            } catch (Exception e) {
                throw new IOException("An engine could not be stopped", e);
            }
        }
    }

    private static Storage folder(UpSettings settings, String name, boolean kept) {
        return kept ? Storage.folder(settings.data().resolve(name)) : Storage.memory();
    }

    /// The engines accept any credentials, but the SDK must have some.
    private static void letSdkSign() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
    }

    /// Makes the secrets that everything needs, unless a run before has made them.
    void createSecrets(RandomGenerator random) {
        try (SecretsManagerClient secrets = SecretsClients.open(REGION, aws.uri())) {
            create(secrets, HASH_SECRET, HexFormat.of().formatHex(chance(random)));
            create(secrets, GIFT_CODE_SECRET, HexFormat.of().formatHex(chance(random)));
            create(secrets, SETUP_SECRET, base64(random));
            create(
                    secrets,
                    SIGNING_SECRET,
                    "{\"current\":\"1\",\"keys\":{\"1\":\"" + base64(random) + "\"}}");
        }
    }

    private static void create(SecretsManagerClient secrets, String name, String text) {
        try {
            secrets.createSecret(ask -> ask.name(name).secretString(text));
        } catch (ResourceExistsException e) {
            // A run before has made it; what was hashed or signed under it goes on to hold.
        }
    }

    private static byte[] chance(RandomGenerator random) {
        byte[] chance = new byte[SECRET_BYTES];
        random.nextBytes(chance);
        return chance;
    }

    private static String base64(RandomGenerator random) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(chance(random));
    }

    /// What the first user has to know.
    Secret setupCode() {
        try (SecretsManagerClient secrets = SecretsClients.open(REGION, aws.uri())) {
            return new Secret(
                    secrets.getSecretValue(ask -> ask.secretId(SETUP_SECRET)).secretString());
        }
    }

    /// How the functions of the control plane find the engines.
    Map<String, String> controlPlaneVariables() {
        var variables = new HashMap<>(variables());
        variables.put("AWS_REGION", REGION);
        variables.put("RELAY_GIFT_CODE_SECRET", GIFT_CODE_SECRET);
        variables.put("RELAY_SIGNING_SECRET", SIGNING_SECRET);
        variables.put("RELAY_SETUP_CODE_SECRET", SETUP_SECRET);
        variables.put("RELAY_PLAIN_HTTP", "true");
        return variables;
    }

    /// How a proxy in this process finds the engines.
    ///
    /// @param origins as `RELAY_CORS_ORIGINS` names them
    ProxySettings settings(String origins) {
        URI dynamoUri = dynamo.map(DynamoDbLocal::uri).orElse(URI.create(""));
        return settings(
                gate,
                new BackboneSettings.Endpoints(dynamoUri, aws.uri(), aws.uri()),
                aws.keyArn(),
                origins);
    }

    /// How a proxy would find engines like those, before any is started.
    static ProxySettings rehearsed(UpSettings settings) {
        Optional<RedisSettings> redis =
                settings.gate() == Gate.REDIS
                        ? Optional.of(RedisSettings.plain("127.0.0.1", NO_PORT))
                        : Optional.empty();
        var nowhere = URI.create("");
        return settings(
                choice(redis, settings.stores() == Stores.DYNAMODB),
                new BackboneSettings.Endpoints(nowhere, nowhere, nowhere),
                "rehearsal",
                settings.origins());
    }

    private static ProxySettings settings(
            GateChoice gate, BackboneSettings.Endpoints endpoints, String kmsKey, String origins) {
        return new ProxySettings(
                new BackboneSettings(TABLE_PREFIX, gate, REGION, endpoints),
                kmsKey,
                HASH_SECRET,
                AddressPolicy.ALLOW_LOOPBACK,
                UnpricedPolicy.FREE,
                AllowedOrigins.parse(origins),
                Assumptions.USUAL);
    }

    /// How a proxy in a process of its own finds them.
    Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        variables.put("RELAY_TABLE_PREFIX", TABLE_PREFIX);
        variables.put("RELAY_GATE", redis.isPresent() ? "redis" : "dynamodb");
        redis.ifPresent(server -> {
            variables.put("RELAY_REDIS_HOST", "127.0.0.1");
            variables.put("RELAY_REDIS_PORT", Integer.toString(server.port()));
        });
        variables.put("RELAY_KMS_KEY", aws.keyArn());
        variables.put("RELAY_HASH_SECRET", HASH_SECRET);
        variables.put("RELAY_ALLOW_LOOPBACK_UPSTREAMS", "true");
        variables.put("RELAY_UNPRICED_MODELS_ARE_FREE", "true");
        variables.put("AWS_ENDPOINT_URL_KMS", aws.uri().toString());
        variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", aws.uri().toString());
        dynamo.ifPresent(
                engine -> variables.put("AWS_ENDPOINT_URL_DYNAMODB", engine.uri().toString()));
        return variables;
    }

    @Override
    public void close() {
        aws.close();
        dynamo.ifPresent(DynamoDbLocal::close);
        redis.ifPresent(RedisServer::close);
    }
}
