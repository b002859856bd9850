package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.failure.StoreException;
import dev.airelay.limit.Limits;
import dev.airelay.limit.Measure;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.GateBudgetContract;
import dev.airelay.quota.GateComparison;
import dev.airelay.quota.GateContract;
import dev.airelay.quota.GateMoneyContract;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.GateTrial;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Reconciliation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoGateTest
        implements GateComparison, GateContract, GateMoneyContract, GateBudgetContract {
    private static final Tables TABLES = tablesThatKeep();

    private Instant now = START;
    private final FakeFunds funds = new FakeFunds();
    private final DynamoGate gate =
            new DynamoGate(LocalDynamo::client, TABLES, funds, () -> now, new Random(1));
    private final DynamoBoard board = new DynamoBoard(LocalDynamo::client, TABLES, () -> now);

    @BeforeEach
    @Override
    public void forget() {
        for (var row : rows()) {
            LocalDynamo.client()
                    .deleteItem(ask ->
                            ask.tableName(TABLES.gates())
                                    .key(Map.of("id", row.values().get("id"))));
        }
    }

    /// The engine's clock is not the test's, so that it must not delete what it thinks is over.
    private static Tables tablesThatKeep() {
        Tables tables = LocalDynamo.freshTables();
        LocalDynamo.client()
                .updateTimeToLive(ask ->
                        ask.tableName(tables.gates())
                                .timeToLiveSpecification(
                                        spec -> spec.enabled(false).attributeName("expires_at_s")));
        return tables;
    }

    private static List<Item> rows() {
        return new Rows(LocalDynamo::client, TABLES.gates(), "id").all();
    }

    private static Item row() {
        return rows().stream()
                .filter(row -> row.text("id").equals("user/user"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, AttributeValue> stored(String map) {
        return Objects.requireNonNull(row().values().get(map)).m();
    }

    @Override
    public GatePorts ports() {
        return GatePorts.of(gate, board);
    }

    @Override
    public FakeFunds funds() {
        return funds;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public int steps() {
        return 1200;
    }

    private static AdmissionRequest costing(String id, long cost) {
        return new AdmissionRequest(id, PAYER, "m|n", new Estimate(1, new Nanos(cost)), LEASE);
    }

    private static Reconciliation end(String id, long estimated, long cost) {
        return new Reconciliation(
                id, PAYER, new Estimate(1, new Nanos(estimated)), 1, new Nanos(cost));
    }

    @Test
    void aRowThatHoldsNothingExpiresAndOneThatHoldsSomethingDoesNot() {
        funds.balance("user", 100);
        gate.admit(costing("r1", 10));
        assertTrue(row().numberIfAny("expires_at_s").isEmpty());
        gate.reconcile(end("r1", 10, 3));
        assertTrue(row().numberIfAny("expires_at_s").isEmpty());
        gate.changed(funds.balance("user", 97), List.of("r1"));

        assertEquals(
                START.plus(GateRow.MONEY_COUNTS).getEpochSecond() + 1,
                row().number("expires_at_s"));
        assertTrue(row().numberIfAny(GateRow.OPEN_SINCE).isEmpty());
    }

    @Test
    void aBookingForSomebodyWhoIsNotHereWritesNothing() {
        gate.changed(funds.balance("user", 100), List.of("elsewhere"));
        assertEquals(List.of(), rows());
        gate.admit(costing("here", 0));
        gate.changed(funds.balance("user", 90), List.of("elsewhere"));
        assertEquals(1, row().number("version"));
    }

    @Test
    void moneyThatWasNotUsedHereForAWhileIsReadFromTheBooksAgain() {
        funds.balance("user", 100);
        gate.admit(costing("r1", 10));
        gate.reconcile(end("r1", 10, 0));
        funds.balance("user", 50);
        pass(GateRow.MONEY_COUNTS);
        assertEquals(new Admission.OutOfFunds(new Nanos(100)), gate.admit(costing("r2", 1_000)));
        pass(Duration.ofSeconds(1));
        assertEquals(new Admission.OutOfFunds(new Nanos(50)), gate.admit(costing("r3", 1_000)));
    }

    @Test
    void fullBucketsAndOldRevisionsLeaveTheRow() {
        for (int i = 0; i < 20; i++) {
            var limited = new Limits(5, 100, 0);
            var holder = new Holder("user", 1, limited, "key-" + i, 1, limited);
            gate.admit(
                    new AdmissionRequest("r" + i, holder, "m", new Estimate(1, Nanos.ZERO), LEASE));
            gate.keyChanged("user", "key-" + i, 1);
            pass(Duration.ofHours(2));
        }
        assertEquals(1, stored("revisions").size());
        gate.admit(costing("last", 0));
        assertFalse(row().values().containsKey("full_at_us"));
        assertFalse(row().values().containsKey("revisions"));
    }

    @Test
    void oneHoldMoreThanTheMostIsTooManyAtATime() {
        String model = "a-model-with-a-name-of-usual-length";
        for (int i = 0; i < DynamoGate.MOST_HOLDS; i++) {
            var ask =
                    new AdmissionRequest(
                            "0123456789abcdef0123456789-" + i, PAYER, model, cost(0), LEASE);
            assertInstanceOf(Admission.Admitted.class, gate.admit(ask));
        }
        var refused =
                assertInstanceOf(
                        Admission.Refused.class,
                        gate.admit(new AdmissionRequest("more", PAYER, model, cost(0), LEASE)));
        assertEquals(Measure.CONCURRENCY, refused.measure());
        assertEquals(DynamoGate.MOST_HOLDS, refused.limit());
        int bytes =
                stored("holds").entrySet().stream()
                        .mapToInt(hold -> hold.getKey().length() + hold.getValue().s().length())
                        .sum();
        assertTrue(bytes < 50_000, bytes + " bytes");
    }

    private static Estimate cost(long nanos) {
        return new Estimate(1, new Nanos(nanos));
    }

    /// As when the client lost the answer to its write and asked again.
    @Test
    void aWriteThatIsRepeatedCountsAsWritten() {
        var rows = new GateRows(LocalDynamo::client, TABLES.gates());
        GateRow once = GateRow.none("user").next("writer", START, START);
        assertTrue(rows.put(once).isEmpty());
        assertTrue(rows.put(once).isEmpty());
        GateRow other = GateRow.none("user").next("another", START, START);
        assertEquals("writer", rows.put(other).orElseThrow().writer());
    }

    @Test
    void anAdmissionIsOneReadAndOneWriteAndARefusalOneRead() {
        var limited = GateTrial.keyLimited(new Limits(0, 0, 1));
        gate.admit(new AdmissionRequest("r1", limited, "m", cost(0), LEASE));
        assertEquals(1, row().number("version"));
        gate.admit(new AdmissionRequest("r1", limited, "m", cost(0), LEASE));
        gate.admit(new AdmissionRequest("r2", limited, "m", cost(0), LEASE));
        assertEquals(1, row().number("version"));
        gate.reconcile(new Reconciliation("r1", limited, cost(0), 1, Nanos.ZERO));
        gate.reconcile(new Reconciliation("r1", limited, cost(0), 1, Nanos.ZERO));
        assertEquals(2, row().number("version"));
    }

    @Test
    void aCrowdOfOneUserIsServedWithoutAnyoneGivingUp() throws Exception {
        var reconciled =
                Race.run(
                        8,
                        caller ->
                                () -> {
                                    int done = 0;
                                    for (int i = 0; i < 50; i++) {
                                        String id = caller + "-" + i;
                                        gate.admit(
                                                new AdmissionRequest(
                                                        id, PAYER, "", cost(0), LEASE));
                                        done += gate.reconcile(end(id, 0, 0)) ? 1 : 0;
                                    }
                                    return done;
                                });
        assertEquals(List.of(50, 50, 50, 50, 50, 50, 50, 50), reconciled);
    }

    @Test
    void aMissingTableIsAStoreException() {
        var nowhere =
                new DynamoGate(
                        LocalDynamo::client,
                        new Tables("nowhere-"),
                        funds,
                        () -> now,
                        new Random(1));
        assertThrows(StoreException.class, nowhere::prime);
        assertThrows(StoreException.class, () -> nowhere.reconcile(end("r", 1, 1)));
        assertThrows(StoreException.class, () -> nowhere.open(Duration.ZERO, 1));
        assertThrows(StoreException.class, nowhere::routesChanged);
    }

    @Test
    void primingLeavesNothingBehind() {
        gate.prime();
        assertEquals(List.of(), rows());
    }

    @Test
    void whatANewerVersionPutIntoARowCountsForNothingAndStays() {
        funds.balance("user", 100);
        paid("r1", 10);
        var text = AttributeValue.fromS("v2|60|m");
        change("SET holds.newer = :text, spent.newer = :text, bonus_plan = :text", text);

        paid("r2", 60);
        assertEquals(new Admission.OutOfFunds(new Nanos(30)), pay("r3", PAYER, 31));
        assertEquals(2, gate.open(Duration.ofDays(-1), 10).size());

        assertEquals(text, stored("holds").get("newer"));
        assertEquals(text, stored("spent").get("newer"));
        assertEquals(text, row().values().get("bonus_plan"));
    }

    /// Only then does the version that wrote it find it again.
    @Test
    void aRowWithAHoldOfANewerVersionAloneIsKept() {
        funds.balance("user", 100);
        paid("r1", 10);
        change("SET holds.newer = :text", AttributeValue.fromS("v2|60|m"));

        gate.reconcile(
                new Reconciliation("r1", PAYER, new Estimate(1, new Nanos(10)), 1, new Nanos(10)));
        gate.changed(funds.balance("user", 90), List.of("r1"));

        assertEquals(Set.of("newer"), stored("holds").keySet());
        assertTrue(row().values().containsKey("open_since_us"));
        assertFalse(row().values().containsKey("expires_at_s"));
    }

    @Test
    void aNoteOfAnotherFormIsAsGoodAsNone() {
        board.swap("c", "", "note");
        LocalDynamo.client()
                .updateItem(ask ->
                        ask.tableName(TABLES.gates())
                                .key(Map.of("id", AttributeValue.fromS("routes")))
                                .updateExpression("SET channel_notes.d = :odd")
                                .expressionAttributeValues(
                                        Map.of(":odd", AttributeValue.fromN("2"))));

        assertEquals(Map.of("c", "note"), board.healths().notes());
        assertInstanceOf(Admission.Admitted.class, pay("r1", PAYER, 0));
    }

    private static void change(String update, AttributeValue text) {
        LocalDynamo.client()
                .updateItem(ask ->
                        ask.tableName(TABLES.gates())
                                .key(Map.of("id", AttributeValue.fromS("user/user")))
                                .updateExpression(update)
                                .expressionAttributeValues(Map.of(":text", text)));
    }
}
