package dev.airelay.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.account.Period;
import dev.airelay.account.Subject;
import dev.airelay.account.Subject.Dimension;
import dev.airelay.account.Tally;
import dev.airelay.failure.StoreException;
import dev.airelay.folding.DeadLetters;
import dev.airelay.folding.Fold;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The function as the managed runtime calls it, with that runtime's own reader of events.
class SettleFunctionTest {
    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final Map<String, String> buried = new HashMap<>();
    private final DeadLetters deadLetters = (id, _, reason) -> buried.put(id, reason);
    private final SettleFunction function =
            new SettleFunction(
                    new Fold(
                            accounts,
                            (_, _) -> {},
                            deadLetters,
                            InstantSource.fixed(Instant.EPOCH)),
                    deadLetters);

    private static DynamodbEvent event() throws IOException {
        var file = Path.of(System.getProperty("relay.root")).resolve("events/settle.usage.json");
        var serializer =
                LambdaEventSerializers.serializerFor(
                        DynamodbEvent.class, SettleFunctionTest.class.getClassLoader());
        return serializer.fromJson(Files.readString(file));
    }

    @Test
    void recordsAreChargedOnce() throws Exception {
        function.handleRequest(event(), null);
        function.handleRequest(event(), null);
        assertEquals(new Nanos(-4_321_000), accounts.account("ada").balance());
        assertEquals(1, accounts.entries("ada", 10).size());
        assertEquals(1, accounts.account("grace").version());
        assertEquals(new Nanos(-1_000), accounts.account("grace").balance());
    }

    @Test
    void recordsAreCountedInTheirTallies() throws Exception {
        function.handleRequest(event(), null);

        var day = Period.DAY.of(Instant.ofEpochMilli(1_795_000_000_000L));
        var group = accounts.tally(new Subject(Dimension.GROUP, "gold"), Period.DAY, day);
        var model = accounts.tally(new Subject(Dimension.MODEL, "fast"), Period.DAY, day);
        assertEquals(
                new Tally(1, 0, new Tokens(1200, 800, 0, 0, 321, 0), new Nanos(4_321_000), 640),
                group);
        assertEquals(3, model.requests());
        assertEquals(1, model.failures());
    }

    @Test
    void aRecordThatCannotBeReadIsBuriedWithItsReason() throws Exception {
        function.handleRequest(event(), null);
        assertEquals(1, buried.size());
        String reason = buried.get("c81e728d9d4c2f636f067f89cc14862c");
        assertTrue(Objects.requireNonNull(reason).contains("not a number"), reason);
    }

    @Test
    void whatARequestCostsIsChargedHoweverItEnded() throws Exception {
        var event = event();
        var first = event.getRecords().getFirst().getDynamodb().getNewImage();
        first.put("outcome", new AttributeValue("PAUSED"));

        function.handleRequest(event, null);

        assertEquals(new Nanos(-4_321_000), accounts.account("ada").balance());
        assertEquals(1, buried.size());
    }

    /// Booked as free, a cost that becomes known later would be lost.
    @Test
    void anUnknownOutcomeWithoutACostIsBuriedAndTheOthersAreBooked() throws Exception {
        var event = event();
        var first = event.getRecords().getFirst().getDynamodb().getNewImage();
        first.put("outcome", new AttributeValue("PAUSED"));
        first.put("cost_nanos", new AttributeValue().withN("0"));

        function.handleRequest(event, null);

        assertEquals(0, accounts.account("ada").version());
        assertEquals(Set.of(), accounts.charged("ada", List.of("req-1")));
        assertEquals(new Nanos(-1_000), accounts.account("grace").balance());
        assertTrue(buried.containsKey(event.getRecords().getFirst().getEventID()));
    }

    @Test
    void anEventWithoutRecordsIsNothing() {
        function.handleRequest(new DynamodbEvent(), null);
        assertTrue(buried.isEmpty());
    }

    @Test
    void aStoreThatIsAwayFailsTheBatch() throws Exception {
        var event = event();
        DeadLetters away =
                (_, _, _) -> {
                    throw new StoreException("away", new RuntimeException());
                };
        var failing =
                new SettleFunction(
                        new Fold(accounts, (_, _) -> {}, away, InstantSource.fixed(Instant.EPOCH)),
                        away);
        assertThrows(StoreException.class, () -> failing.handleRequest(event, null));
    }
}
