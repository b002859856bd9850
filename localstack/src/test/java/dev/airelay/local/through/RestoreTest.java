package dev.airelay.local.through;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.coding.Packed;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.local.demo.DemoUpstream;
import dev.airelay.local.demo.Pacer;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.CountingForwarder;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.local.lambda.FunctionPool;
import dev.airelay.local.lambda.FunctionSettings;
import dev.airelay.local.lambda.FunctionUrl;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.proxy.ProxyState;
import dev.airelay.relaying.RecordedReply;
import dev.airelay.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the first request after a restore finds, and what was left to it.
class RestoreTest {
    private static final Path ROOT = Path.of(System.getProperty("relay.root"));
    private static final Pattern OPERATION =
            Pattern.compile("(?i)x-amz-target: *DynamoDB_\\d+\\.(\\w+)");
    private static final String LOADED = "source:";
    private static final String QUESTION =
            "{\"model\":\"m\",\"stream\":true,\"max_tokens\":50,"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    /// A request that nothing was rehearsed for loads some four hundred.
    private static final long FEW_CLASSES = 40;

    @TempDir Path scratch;

    @ParameterizedTest
    @EnumSource
    void theFirstRequestConnectsToNothingLoadsNothingAndFindsNoTraceOfARehearsal(
            RedisServer.Shape shape) throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        try (RedisServer redis = RedisServer.start(shape);
                DynamoDbLocal dynamo = DynamoDbLocal.start(ROOT);
                AwsEndpoints aws = AwsEndpoints.start();
                CountingForwarder toDynamo = new CountingForwarder(dynamo.uri().getPort());
                HttpDoor upstream = upstream();
                ProxyState state = SeededState.open(redis, dynamo.uri().getPort(), aws)) {
            Secret key = SeededState.seed(state, upstream.port());
            state.revisions().routesChanged();
            try (FunctionPool pool =
                    FunctionPool.start(
                            function(redis, toDynamo, aws), InstantSource.system(), lines::add)) {
                Handler url =
                        new FunctionUrl(
                                pool, InstantSource.system(), UUID::randomUUID, Duration.ZERO);
                assertEquals(List.of(), complaints(lines));
                assertEquals(
                        new TreeSet<>(List.of("BatchGetItem", "GetItem", "Scan")),
                        new TreeSet<>(toDynamo.spoken(OPERATION)),
                        "a rehearsal writes nothing");
                assertEquals(HealthSnapshot.UNKNOWN, state.guards().board().healths());
                long redisConnections = redis.connectionsSoFar();
                int dynamoConnections = toDynamo.connections();
                int dynamoCalls = toDynamo.spoken(OPERATION).size();
                int kmsCalls = aws.calls("TrentService.Decrypt");
                int secretCalls = aws.calls("secretsmanager.GetSecretValue");
                long classes = classes();

                ask(url, key);
                ask(url, key); // the first is recorded by now

                long loaded = classes() - classes;
                assertTrue(loaded <= FEW_CLASSES, () -> loaded + " classes");
                assertEquals(redisConnections + 1, redis.connectionsSoFar(), "but this one");
                assertEquals(dynamoConnections, toDynamo.connections());
                assertEquals(kmsCalls, aws.calls("TrentService.Decrypt"));
                assertEquals(secretCalls, aws.calls("secretsmanager.GetSecretValue"));
                List<String> operations = toDynamo.spoken(OPERATION);
                assertEquals(
                        new TreeSet<>(List.of("GetItem", "PutItem", "Query")),
                        new TreeSet<>(operations.subList(dynamoCalls, operations.size())),
                        "keys and money of whoever asks; routes and prices were there");
                aPackedRequestLoadsNoMore(url, key);
                assertEquals(List.of(), complaints(lines));
            }
        }
    }

    /// Of ours, nor of what decodes it.
    private void aPackedRequestLoadsNoMore(Handler url, Secret key) throws IOException {
        long before = classes();
        ask(url, key, "zstd", Packed.zstd(QUESTION.getBytes(UTF_8)));
        ask(url, key); // the packed one is settled by now
        try (var log = Files.lines(scratch.resolve("classes"), UTF_8)) {
            assertEquals(
                    List.of(),
                    log.filter(line -> line.contains(LOADED))
                            .skip(before)
                            .filter(line ->
                                    line.contains(" dev.airelay.") || line.contains(" io.airlift."))
                            .toList());
        }
    }

    private static HttpDoor upstream() throws IOException {
        return HttpDoor.open(
                DoorSettings.loopback(0),
                new DemoUpstream(Pacer.none(), InstantSource.system()),
                InstantSource.system());
    }

    private FunctionSettings function(
            RedisServer redis, CountingForwarder toDynamo, AwsEndpoints aws) {
        boolean tls = redis.shape() != RedisServer.Shape.PLAIN;
        boolean cluster = redis.shape() == RedisServer.Shape.CLUSTER;
        return FunctionSettings.snapStart(
                        "proxy",
                        ROOT.resolve("functions/proxy/target/relay-proxy.zip"),
                        Map.ofEntries(
                                Map.entry("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/bin/relay"),
                                Map.entry(
                                        "JDK_JAVA_OPTIONS",
                                        "-Drelay.rehearsal.rounds=1 -Xlog:class+load:file="
                                                + scratch.resolve("classes")
                                                + " -Djavax.net.ssl.trustStore="
                                                + redis.trustStore()
                                                + " -Djavax.net.ssl.trustStorePassword=changeit"),
                                Map.entry("RELAY_TABLE_PREFIX", SeededState.TABLE_PREFIX),
                                Map.entry("RELAY_REDIS_HOST", "127.0.0.1"),
                                Map.entry("RELAY_REDIS_PORT", Integer.toString(redis.port())),
                                Map.entry("RELAY_REDIS_TLS", Boolean.toString(tls)),
                                Map.entry("RELAY_REDIS_CLUSTER", Boolean.toString(cluster)),
                                Map.entry("RELAY_KMS_KEY", aws.keyArn()),
                                Map.entry("RELAY_HASH_SECRET", SeededState.HASH_SECRET),
                                Map.entry("RELAY_ALLOW_LOOPBACK_UPSTREAMS", "true"),
                                Map.entry(
                                        "AWS_ENDPOINT_URL_DYNAMODB",
                                        "http://127.0.0.1:" + toDynamo.port()),
                                Map.entry("AWS_ENDPOINT_URL_KMS", aws.uri().toString()),
                                Map.entry(
                                        "AWS_ENDPOINT_URL_SECRETS_MANAGER", aws.uri().toString())),
                        1)
                .strict();
    }

    /// Loaded by the environment so far; its log is written as it happens.
    private long classes() throws IOException {
        try (var log = Files.lines(scratch.resolve("classes"), UTF_8)) {
            return log.filter(line -> line.contains(LOADED)).count();
        }
    }

    private static List<String> complaints(List<String> lines) {
        return lines.stream()
                .filter(line ->
                        line.contains("\"level\":\"WARNING\"")
                                || line.contains("\"level\":\"SEVERE\""))
                .toList();
    }

    private static void ask(Handler url, Secret key) {
        ask(url, key, "identity", QUESTION.getBytes(UTF_8));
    }

    private static void ask(Handler url, Secret key, String coding, byte[] body) {
        var reply = new RecordedReply();
        url.handle(
                new Request(
                        "POST",
                        "/v1/chat/completions",
                        "",
                        Headers.builder()
                                .add("authorization", "Bearer " + key.reveal())
                                .add("content-type", "application/json")
                                .add("content-encoding", coding)
                                .build(),
                        body,
                        "127.0.0.1",
                        new Cancellation(InstantSource.system().instant().plusSeconds(60))),
                reply);
        assertEquals(200, reply.status(), reply::text);
        assertTrue(reply.text().contains("[DONE]"), reply::text);
    }
}
