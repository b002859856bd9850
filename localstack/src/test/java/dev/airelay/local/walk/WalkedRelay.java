package dev.airelay.local.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.local.LocalRelay;
import dev.airelay.local.UpSettings;
import dev.airelay.local.engines.CountingForwarder;
import dev.airelay.local.lambda.FunctionInProcess;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.proxy.ProxyOnEdge;
import dev.airelay.proxy.ProxySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// The proxy as its function runs it, of [MarkedClasses], beside the engines of a local relay.
final class WalkedRelay implements AutoCloseable {
    private static final Pattern OPERATION =
            Pattern.compile("(?i)x-amz-target: *DynamoDB_\\d+\\.(\\w+)");
    private static final int MOST_TRIES = 20;

    private final LocalRelay relay;
    private final CountingForwarder toRedis;
    private final CountingForwarder toDynamo;
    private final FunctionInProcess function = new FunctionInProcess();
    private final ExecutorService loop =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("edge").factory());

    WalkedRelay(Path root, Path data) throws Exception {
        var settings =
                new UpSettings(
                        new UpSettings.Mode.Server(Duration.ZERO),
                        UpSettings.Stores.DYNAMODB,
                        UpSettings.Gate.REDIS,
                        0,
                        data,
                        true,
                        List.of(),
                        List.of(),
                        new UpSettings.ReadyFile.None(),
                        "*");
        relay = LocalRelay.start(settings, root, _ -> {});
        var backbone = relay.settings().backbone();
        toRedis = new CountingForwarder(((GateChoice.Redis) backbone.gate()).settings().port());
        toDynamo = new CountingForwarder(backbone.endpoints().dynamodb().getPort());
        var edge =
                (Callable<?>)
                        new MarkedClasses(WalkedRelay.class.getClassLoader())
                                .loadClass(ProxyOnEdge.class.getName())
                                .getConstructor(Map.class)
                                .newInstance(variables(relay.settings()));
        var _ = loop.submit(edge);
        function.awaitIdle();
    }

    private Map<String, String> variables(ProxySettings settings) {
        var endpoints = settings.backbone().endpoints();
        return Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", function.runtimeApi()),
                Map.entry("AWS_REGION", settings.backbone().region()),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + toDynamo.port()),
                Map.entry("AWS_ENDPOINT_URL_KMS", endpoints.kms().toString()),
                Map.entry("AWS_ENDPOINT_URL_SECRETS_MANAGER", endpoints.secrets().toString()),
                Map.entry("RELAY_TABLE_PREFIX", settings.backbone().tablePrefix()),
                Map.entry("RELAY_GATE", "redis"),
                Map.entry("RELAY_REDIS_HOST", "127.0.0.1"),
                Map.entry("RELAY_REDIS_PORT", Integer.toString(toRedis.port())),
                Map.entry("RELAY_REDIS_READ_TIMEOUT_MS", "10000"),
                Map.entry("RELAY_KMS_KEY", settings.kmsKey()),
                Map.entry("RELAY_HASH_SECRET", settings.hashSecret()),
                Map.entry("RELAY_ALLOW_LOOPBACK_UPSTREAMS", "true"));
    }

    /// The classes of which a method runs while a warm streamed request is served and recorded.
    /// Warm is a request that makes two trips to Redis and writes one row, as almost all do: those
    /// that read a record again or tell the board what they have collected are passed over.
    Set<String> passedByAWarmStream() throws Exception {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            int trips = toRedis.roundTrips();
            int operations = toDynamo.spoken(OPERATION).size();
            Passed.begin();
            String answer = new String(function.serve(chat()), UTF_8);
            Set<String> passed = Passed.end();
            if (!answer.contains("data: [DONE]")) {
                throw new AssertionError(answer);
            }
            List<String> spoken = toDynamo.spoken(OPERATION);
            if (toRedis.roundTrips() == trips + 2
                    && spoken.subList(operations, spoken.size()).equals(List.of("PutItem"))) {
                return passed;
            }
        }
        throw new AssertionError("none of " + MOST_TRIES + " requests was warm");
    }

    private Request chat() {
        return new Request(
                "POST",
                "/v1/chat/completions",
                "",
                Headers.builder()
                        .add("authorization", "Bearer " + relay.announcement().apiKey().reveal())
                        .add("content-type", "application/json")
                        .build(),
                """
                {"model":"demo-large","stream":true,"max_completion_tokens":8,\
                "messages":[{"role":"user","content":"hi"}]}
                """
                        .getBytes(UTF_8),
                "192.0.2.1",
                new Cancellation(Instant.MAX));
    }

    @Override
    public void close() throws IOException {
        function.end();
        loop.close();
        function.close();
        toDynamo.close();
        toRedis.close();
        relay.close();
    }
}
