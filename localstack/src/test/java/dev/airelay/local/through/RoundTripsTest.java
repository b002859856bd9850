package dev.airelay.local.through;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.access.KeyText;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Lifeline;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.limit.Limits;
import dev.airelay.local.demo.DemoUpstream;
import dev.airelay.local.demo.Pacer;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.CountingForwarder;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.local.server.DoorSettings;
import dev.airelay.local.server.HttpDoor;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.secrets.SecretsClients;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.proxy.ProxyState;
import dev.airelay.proxy.ProxyWiring;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Timeouts;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a warm request costs in round trips, counted on the wire.
class RoundTripsTest {
    private static final SecureRandom RANDOM = new SecureRandom();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWarmRequestMakesOneTripToRedisBeforeTheUpstreamAndReadsNothing(boolean stream)
            throws Exception {
        var tripsBeforeUpstream = new AtomicInteger();
        try (RedisServer redis = RedisServer.start(RedisServer.Shape.PLAIN);
                DynamoDbLocal dynamo =
                        DynamoDbLocal.start(Path.of(System.getProperty("relay.root")));
                AwsEndpoints aws = AwsEndpoints.start();
                CountingForwarder toRedis = new CountingForwarder(redis.port());
                CountingForwarder toDynamo = new CountingForwarder(dynamo.uri().getPort());
                HttpDoor upstream = upstream(toRedis, tripsBeforeUpstream);
                ProxyState state = state(toRedis, toDynamo, aws);
                ProxyWiring wiring =
                        new ProxyWiring(
                                state,
                                state.stores(),
                                AddressPolicy.ALLOW_LOOPBACK,
                                RANDOM,
                                Runnable::run)) {
            Secret key = seed(state, upstream.port());
            for (int warm = 0; warm < 3; warm++) {
                ask(wiring.handler(), key, stream);
            }
            int redisBefore = toRedis.roundTrips();
            int dynamoBefore = toDynamo.roundTrips();
            int kmsBefore = aws.calls("TrentService.Decrypt");
            int secretsBefore = aws.calls("secretsmanager.GetSecretValue");

            ask(wiring.handler(), key, stream);

            assertEquals(
                    1,
                    tripsBeforeUpstream.get() - redisBefore,
                    "Redis, before the upstream was called");
            assertEquals(2, toRedis.roundTrips() - redisBefore, "Redis, with the settlement");
            assertEquals(
                    1,
                    toDynamo.roundTrips() - dynamoBefore,
                    "DynamoDB: the usage record and no read");
            assertEquals(kmsBefore, aws.calls("TrentService.Decrypt"));
            assertEquals(secretsBefore, aws.calls("secretsmanager.GetSecretValue"));
        }
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

    private static ProxyState state(
            CountingForwarder toRedis, CountingForwarder toDynamo, AwsEndpoints aws) {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        try (var secrets = SecretsClients.open("us-east-1", aws.uri())) {
            secrets.createSecret(ask -> ask.name("pepper").secretString("a pepper for this test"));
        }
        var settings =
                new ProxySettings(
                        "t-",
                        RedisSettings.plain("127.0.0.1", toRedis.port()),
                        aws.keyArn(),
                        "pepper",
                        "us-east-1",
                        new ProxySettings.Endpoints(
                                URI.create("http://127.0.0.1:" + toDynamo.port()),
                                aws.uri(),
                                aws.uri()),
                        AddressPolicy.ALLOW_LOOPBACK);
        return new ProxyState(settings, InstantSource.system(), RANDOM);
    }

    private static Secret seed(ProxyState state, int upstreamPort) {
        state.createTables();
        Secret key = KeyText.issue(RANDOM);
        state.stores().keys().save(new User("u", "u", true, Limits.NONE, 0));
        state.stores()
                .keys()
                .save(
                        new RelayKey(
                                "k",
                                "u",
                                state.guards().hasher().hash(key),
                                "",
                                "k",
                                true,
                                Instant.MAX,
                                Set.of(),
                                new Limits(10_000, 10_000_000, 100),
                                0));
        state.stores()
                .channels()
                .save(
                        new Channel(
                                "c",
                                "c",
                                Kind.OPENAI,
                                URI.create("http://127.0.0.1:" + upstreamPort + "/v1"),
                                state.guards()
                                        .vault()
                                        .seal(new Secret("up"), Channel.identity("c")),
                                Set.of("*"),
                                Map.of(),
                                0,
                                1,
                                Timeouts.DEFAULT,
                                true,
                                0));
        return key;
    }

    private static void ask(Handler handler, Secret key, boolean stream) {
        String body =
                "{\"model\":\"m\",\"stream\":"
                        + stream
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        var reply = new Seen();
        handler.handle(
                new Request(
                        "POST",
                        "/v1/chat/completions",
                        "",
                        Headers.of("authorization", "Bearer " + key.reveal()),
                        body.getBytes(UTF_8),
                        "",
                        new Lifeline(InstantSource.system().instant().plusSeconds(60))),
                reply);
        assertEquals(200, reply.status);
    }

    /// Keeps the status.
    private static final class Seen implements Reply {
        private int status;

        @Override
        public void start(int answerStatus, Headers headers) {
            status = answerStatus;
        }

        @Override
        public boolean started() {
            return status > 0;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {}

        @Override
        public void flush() {}

        @Override
        public void end() {}

        @Override
        public void fail(String errorType) {}
    }
}
