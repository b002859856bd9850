package dev.airelay.local.through;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

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
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.tokens.VocabularyCounter;
import dev.airelay.proxy.ProxyState;
import dev.airelay.proxy.ProxyWiring;
import dev.airelay.relaying.RecordedReply;
import dev.airelay.secret.Secret;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a warm request costs in round trips, counted on the wire.
class RoundTripsTest {
    private static final Pattern OPERATION =
            Pattern.compile("(?i)x-amz-target: *DynamoDB_\\d+\\.(\\w+)");
    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, true",
        "/v1/chat/completions, false",
        "/v1/messages, true",
        "/v1/messages, false",
        "/v1/responses, true"
    })
    void aWarmRequestMakesOneTripToRedisBeforeTheUpstreamAndReadsNothing(
            String path, boolean stream) throws Exception {
        var tripsBeforeUpstream = new AtomicInteger();
        try (RedisServer redis = RedisServer.start(RedisServer.Shape.PLAIN);
                DynamoDbLocal dynamo = dynamo();
                AwsEndpoints aws = AwsEndpoints.start();
                CountingForwarder toRedis = new CountingForwarder(redis.port());
                CountingForwarder toDynamo = new CountingForwarder(dynamo.uri().getPort());
                HttpDoor upstream = upstream(toRedis, tripsBeforeUpstream);
                ProxyState state = state(redisAt(toRedis.port()), toDynamo, aws);
                ProxyWiring wiring = wiring(state)) {
            Secret key = SeededState.seed(state, upstream.port());
            for (int warm = 0; warm < 3; warm++) {
                ask(wiring.handler(), key, path, stream);
            }
            assertNotEquals(HealthSnapshot.UNKNOWN, state.guards().board().healths());
            int redisBefore = toRedis.roundTrips();
            int dynamoBefore = toDynamo.spoken(OPERATION).size();
            int kmsBefore = aws.calls("TrentService.Decrypt");
            int secretsBefore = aws.calls("secretsmanager.GetSecretValue");

            ask(wiring.handler(), key, path, stream);

            assertEquals(
                    1,
                    tripsBeforeUpstream.get() - redisBefore,
                    "Redis, before the upstream was called");
            assertEquals(2, toRedis.roundTrips() - redisBefore, "Redis, with the reconciliation");
            List<String> asked = toDynamo.spoken(OPERATION);
            assertEquals(List.of("PutItem"), asked.subList(dynamoBefore, asked.size()));
            assertEquals(kmsBefore, aws.calls("TrentService.Decrypt"));
            assertEquals(secretsBefore, aws.calls("secretsmanager.GetSecretValue"));
        }
    }

    @Test
    void withoutRedisAWarmRequestReadsAndWritesOneRowBeforeTheUpstreamAndOneAfter()
            throws Exception {
        try (DynamoDbLocal dynamo = dynamo();
                AwsEndpoints aws = AwsEndpoints.start();
                CountingForwarder toDynamo = new CountingForwarder(dynamo.uri().getPort());
                HttpDoor upstream = demo();
                ProxyState state = state(new GateChoice.Dynamo(), toDynamo, aws);
                ProxyWiring wiring = wiring(state)) {
            Secret key = SeededState.seed(state, upstream.port());
            for (int warm = 0; warm < 3; warm++) {
                ask(wiring.handler(), key, "/v1/messages", true);
            }
            assertNotEquals(HealthSnapshot.UNKNOWN, state.guards().board().healths());
            int before = toDynamo.spoken(OPERATION).size();

            ask(wiring.handler(), key, "/v1/messages", true);

            List<String> all = toDynamo.spoken(OPERATION);
            List<String> asked = all.subList(before, all.size());
            assertEquals(List.of("BatchGetItem", "PutItem"), asked.subList(0, 2));
            assertEquals(
                    List.of("GetItem", "PutItem", "PutItem"),
                    asked.subList(2, asked.size()).stream().sorted().toList(),
                    "the reconciliation, and the record beside it");
        }
    }

    @Test
    void requestsGoOnThroughDynamoWhenRedisIsGone() throws Exception {
        try (RedisServer redis = RedisServer.start(RedisServer.Shape.PLAIN);
                DynamoDbLocal dynamo = dynamo();
                AwsEndpoints aws = AwsEndpoints.start();
                CountingForwarder toDynamo = new CountingForwarder(dynamo.uri().getPort());
                HttpDoor upstream = demo();
                ProxyState state = state(redisAt(redis.port()), toDynamo, aws);
                ProxyWiring wiring = wiring(state)) {
            Secret key = SeededState.seed(state, upstream.port());
            ask(wiring.handler(), key, "/v1/messages", true);
            redis.kill();
            for (int i = 0; i < 5; i++) {
                ask(wiring.handler(), key, "/v1/messages", true);
            }
            redis.restart();
            ask(wiring.handler(), key, "/v1/messages", true);
        }
    }

    private static DynamoDbLocal dynamo() throws Exception {
        return DynamoDbLocal.start(Path.of(System.getProperty("relay.root")));
    }

    private static HttpDoor demo() throws Exception {
        return HttpDoor.open(
                DoorSettings.loopback(0),
                new DemoUpstream(Pacer.none(), InstantSource.system()),
                InstantSource.system());
    }

    private static ProxyWiring wiring(ProxyState state) {
        return new ProxyWiring(
                state.stores(),
                state.guards(),
                AddressPolicy.ALLOW_LOOPBACK,
                new VocabularyCounter(),
                RANDOM,
                Runnable::run);
    }

    private static HttpDoor upstream(CountingForwarder toRedis, AtomicInteger seen)
            throws Exception {
        var demo = new DemoUpstream(Pacer.none(), InstantSource.system());
        return HttpDoor.open(
                DoorSettings.loopback(0),
                (request, reply) -> {
                    seen.set(toRedis.roundTrips());
                    demo.handle(request, reply);
                },
                InstantSource.system());
    }

    private static GateChoice redisAt(int port) {
        return new GateChoice.Redis(RedisSettings.plain("127.0.0.1", port));
    }

    private static ProxyState state(GateChoice gate, CountingForwarder toDynamo, AwsEndpoints aws) {
        return SeededState.open(gate, toDynamo.port(), aws);
    }

    private static void ask(Handler handler, Secret key, String path, boolean stream) {
        String body =
                "{\"model\":\"m\",\"stream\":"
                        + stream
                        + ",\"max_tokens\":50,\"input\":\"hi\",\"messages\":"
                        + "[{\"role\":\"user\",\"content\":\"hi\"}]}";
        var reply = new RecordedReply();
        handler.handle(
                new Request(
                        "POST",
                        path,
                        "",
                        Headers.of("authorization", "Bearer " + key.reveal()),
                        body.getBytes(UTF_8),
                        "",
                        new Cancellation(InstantSource.system().instant().plusSeconds(60))),
                reply);
        assertEquals(200, reply.status());
    }
}
