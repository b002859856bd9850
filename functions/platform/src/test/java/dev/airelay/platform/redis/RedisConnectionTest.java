package dev.airelay.platform.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.failure.StoreException;
import dev.airelay.limit.Limits;
import dev.airelay.local.engines.CountingForwarder;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.local.engines.RedisServer.Shape;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.Gate;
import dev.airelay.quota.GateTrial;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Reconciliation;
import dev.airelay.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RedisConnectionTest {
    private static final Holder HOLDER = GateTrial.keyLimited(new Limits(1000, 1000, 1000));

    private static Admission admit(Gate gate, String id) {
        return gate.admit(
                new AdmissionRequest(
                        id, HOLDER, "", new Estimate(10, Nanos.ZERO), Duration.ofMinutes(1)));
    }

    private static void reconcile(Gate gate, String id) {
        gate.reconcile(new Reconciliation(id, HOLDER, new Estimate(10, Nanos.ZERO), 5, Nanos.ZERO));
    }

    @Test
    void admittingAndReconcilingAreOneRoundTripEach() throws Exception {
        try (var server = RedisServer.start(Shape.PLAIN);
                var wire = new CountingForwarder(server.port());
                var connection =
                        new RedisConnection(RedisSettings.plain("127.0.0.1", wire.port()))) {
            var gate = new RedisGate(connection, new FakeFunds());
            gate.prime();
            int primed = wire.roundTrips();

            for (int i = 0; i < 5; i++) {
                assertInstanceOf(Admission.Admitted.class, admit(gate, "r" + i));
            }
            assertEquals(primed + 5, wire.roundTrips());
            for (int i = 0; i < 5; i++) {
                reconcile(gate, "r" + i);
            }
            assertEquals(primed + 10, wire.roundTrips());
            assertEquals(1, wire.connections());
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void deadConnectionsAreReplacedUnnoticedAndAnOutageIsToldSoon(Shape shape) throws Exception {
        try (var server = RedisServer.start(shape);
                var connection = LocalRedis.connect(server, shape)) {
            var gate = new RedisGate(connection, new FakeFunds());
            Race.run(8, i -> () -> admit(gate, "before" + i));

            server.kill();
            server.restart();
            for (int i = 0; i < 10; i++) {
                assertInstanceOf(Admission.Admitted.class, admit(gate, "between" + i));
                reconcile(gate, "between" + i);
            }

            server.kill();
            assertTimeout(
                    Duration.ofSeconds(3),
                    () -> assertThrows(StoreException.class, () -> admit(gate, "during")));
            assertThrows(StoreException.class, () -> reconcile(gate, "between0"));
        }
    }

    @Test
    void anOutageIsForgottenWhenItIsOver() throws Exception {
        try (var server = RedisServer.start(Shape.PLAIN);
                var connection = LocalRedis.connect(server, Shape.PLAIN)) {
            var gate = new RedisGate(connection, new FakeFunds());
            server.kill();
            assertThrows(StoreException.class, () -> admit(gate, "during"));

            server.restart();

            var after = Race.run(8, i -> () -> admit(gate, "after" + i).getClass());
            assertEquals(8, Collections.frequency(after, Admission.Admitted.class));
        }
    }

    @Test
    void aServerThatNeverAnswersCostsOneTimeout() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var connection =
                        new RedisConnection(
                                RedisSettings.plain("127.0.0.1", silent.getLocalPort()))) {
            var gate = new RedisGate(connection, new FakeFunds());

            assertThrows(StoreException.class, () -> admit(gate, "r1"));

            assertEquals(1, connectionsTo(silent), "it was not asked again");
        }
    }

    private static int connectionsTo(ServerSocket server) throws IOException {
        server.setSoTimeout(1);
        int connections = 0;
        try {
            while (true) {
                server.accept().close();
                connections++;
            }
        } catch (SocketTimeoutException noMore) {
            return connections;
        }
    }

    @Test
    void aRefusalOfTheServersIsAStoreExceptionAndNothingIsRepeated() throws Exception {
        try (var server = RedisServer.start(Shape.PLAIN);
                var connection = LocalRedis.connect(server, Shape.PLAIN)) {
            var gate = new RedisGate(connection, new FakeFunds());
            connection.call(redis -> redis.set(RedisKeys.holds(HOLDER.userId()), "no hash"));

            assertThrows(StoreException.class, () -> admit(gate, "r1"));
        }
    }

    @Test
    void settingsDoNotPrintThePassword() {
        var settings =
                new RedisSettings(
                        "redis.example",
                        6379,
                        true,
                        true,
                        "relay",
                        new Secret("hunter2"),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        8);

        assertFalse(settings.toString().contains("hunter2"));
        assertTrue(settings.toString().contains("***"));
    }
}
