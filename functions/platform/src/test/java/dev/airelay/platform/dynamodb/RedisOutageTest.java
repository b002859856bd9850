package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.ChannelBoard;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.limit.Limits;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.money.Nanos;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisGate;
import dev.airelay.platform.redis.RedisHolds;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.FallbackGate;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.GateTrial;
import dev.airelay.quota.Hold;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Reconciliation;
import dev.airelay.quota.StoreCircuit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real Redis is killed and comes back empty, while DynamoDB stands behind it.
final class RedisOutageTest {
    private static final Holder PAYER = GateTrial.keyLimited(Limits.NONE);
    private static final Duration LEASE = Duration.ofHours(1);
    private static final Duration ALL = Duration.ofHours(-2);
    private static final Duration COOL_DOWN = Duration.ofSeconds(5);

    private final RedisServer redis = RedisServer.start(RedisServer.Shape.PLAIN);
    private final RedisConnection connection =
            new RedisConnection(RedisSettings.plain("127.0.0.1", redis.port()));
    private final FakeFunds funds = new FakeFunds();
    private final Tables tables = LocalDynamo.freshTables();
    private final DynamoGate dynamo =
            new DynamoGate(
                    LocalDynamo::client, tables, funds, InstantSource.system(), new Random(1));
    private final DynamoBoard dynamoBoard =
            new DynamoBoard(LocalDynamo::client, tables, InstantSource.system());
    private final RedisHolds redisHolds = new RedisHolds(connection);
    private Instant circuitTime = Instant.EPOCH;
    private final StoreCircuit circuit = new StoreCircuit(1, COOL_DOWN, () -> circuitTime);
    private final GatePorts ports =
            FallbackGate.ports(
                    RedisGate.ports(connection, funds, new Random(1)),
                    GatePorts.of(dynamo, dynamoBoard),
                    circuit);
    private final List<String> inFlight = new ArrayList<>();
    private int asked;

    RedisOutageTest() throws Exception {}

    @BeforeEach
    void fund() {
        funds.balance("user", 1_000_000);
    }

    @AfterEach
    void stop() {
        connection.close();
        redis.close();
    }

    private void admit(int requests) {
        for (int i = 0; i < requests; i++) {
            String id = "r" + asked++;
            var ask = new AdmissionRequest(id, PAYER, "m", new Estimate(1, new Nanos(10)), LEASE);
            assertInstanceOf(Admission.Admitted.class, ports.gate().admit(ask));
            inFlight.add(id);
        }
    }

    /// @return how many of those in flight a gate knew
    private int reconcileAll() {
        int known = 0;
        for (String id : inFlight) {
            var end =
                    new Reconciliation(id, PAYER, new Estimate(1, new Nanos(10)), 1, new Nanos(7));
            known += ports.gate().reconcile(end) ? 1 : 0;
        }
        inFlight.clear();
        return known;
    }

    @Test
    void requestsAreAdmittedAllTheTimeAndEveryReconciliationFindsItsHold() throws Exception {
        admit(5);
        assertEquals(5, reconcileAll());
        assertEquals(List.of(), dynamo.open(ALL, 100));

        redis.kill();
        admit(10);
        assertTrue(circuit.isOpen());
        assertEquals(10, reconcileAll());
        admit(10);

        redis.restart();
        admit(1);
        assertTrue(circuit.isOpen());
        circuitTime = circuitTime.plus(COOL_DOWN);
        admit(9);
        assertFalse(circuit.isOpen());
        assertEquals(20, reconcileAll());

        List<Hold> charges = ports.holds().open(ALL, 100);
        assertEquals(30, charges.size());
        assertTrue(charges.stream().allMatch(Hold::reconciled));
        assertEquals(9, redisHolds.open(ALL, 100).size());
        ports.balanceListener()
                .changed(
                        funds.balance("user", 999_000),
                        charges.stream().map(Hold::requestId).toList());
        assertEquals(List.of(), ports.holds().open(ALL, 100));
    }

    @Test
    void aKeyThatIsRevokedWhileRedisIsAwayIsStaleAtOnce() {
        admit(1);
        redis.kill();
        ports.revisions().keyChanged("user", "key", 2);
        var ask = new AdmissionRequest("late", PAYER, "m", Estimate.NOTHING, LEASE);
        assertEquals(new Admission.Stale(), ports.gate().admit(ask));
    }

    @Test
    void notesAndSlotsAreKeptInDynamoWhileRedisIsAway() throws Exception {
        ChannelBoard board = ports.board();
        assertTrue(board.swap("a", "", "in Redis"));
        redis.kill();

        assertTrue(board.swap("a", "", "in DynamoDB"));
        assertEquals(new HealthSnapshot(Map.of("a", "in DynamoDB")), board.healths());
        assertEquals(board.healths(), healthsAtAdmission());
        assertTrue(board.enter("a", "r1", 1, LEASE));
        assertFalse(board.enter("a", "r2", 1, LEASE));

        redis.restart();
        circuitTime = circuitTime.plus(COOL_DOWN);
        board.leave("a", "r1");
        assertTrue(dynamoBoard.enter("a", "r2", 1, LEASE));
        assertEquals(HealthSnapshot.UNKNOWN, healthsAtAdmission());
    }

    private HealthSnapshot healthsAtAdmission() {
        var ask = new AdmissionRequest("r" + asked++, PAYER, "m", Estimate.NOTHING, LEASE);
        return assertInstanceOf(Admission.Admitted.class, ports.gate().admit(ask)).news().healths();
    }
}
