package dev.airelay.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.account.MemorySubscriptionStore;
import dev.airelay.account.Plans;
import dev.airelay.account.Subscription;
import dev.airelay.failure.StoreException;
import dev.airelay.folding.Sweep;
import dev.airelay.folding.Upkeep;
import dev.airelay.money.Nanos;
import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.FakeGate;
import dev.airelay.quota.Hold;
import dev.airelay.quota.OpenHolds;
import dev.airelay.usage.MemoryUsageLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpkeepFunctionTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final MemorySubscriptionStore subscriptions = new MemorySubscriptionStore();
    private Instant now = NOON;
    private final FakeGate gate = new FakeGate(() -> now, new FakeFunds());
    private final Plans plans = new Plans(subscriptions, accounts, gate, () -> now);

    private static ScheduledEvent event() throws IOException {
        var file = Path.of(System.getProperty("relay.root")).resolve("events/settle.upkeep.json");
        var serializer =
                LambdaEventSerializers.serializerFor(
                        ScheduledEvent.class, UpkeepFunctionTest.class.getClassLoader());
        return serializer.fromJson(Files.readString(file));
    }

    private Upkeep upkeep(OpenHolds holds) {
        return new Upkeep(new Sweep(holds, new MemoryUsageLog(9), accounts, gate), plans);
    }

    private void aPlanThatIsDue() {
        plans.begin(
                new Subscription(
                        "s",
                        "ada",
                        "Gold",
                        new Nanos(5),
                        Period.ofDays(1),
                        NOON,
                        1,
                        Instant.MAX,
                        0));
        now = NOON.plus(Duration.ofDays(1));
    }

    @Test
    void theScheduleRunsTheUpkeep() throws Exception {
        aPlanThatIsDue();

        new UpkeepFunction(upkeep(gate)).handleRequest(event(), null);

        assertEquals(NOON.plus(Duration.ofDays(2)), accounts.account("ada").credit().until());
    }

    @Test
    void aSweepThatCannotGoOnDoesNotKeepPlansFromBeingRenewed() {
        aPlanThatIsDue();
        var away =
                new OpenHolds() {
                    @Override
                    public List<Hold> open(Duration ago, int most) {
                        throw new StoreException("away", new IllegalStateException());
                    }

                    @Override
                    public void release(Hold hold) {
                        throw new StoreException("away", new IllegalStateException());
                    }
                };

        assertThrows(StoreException.class, () -> upkeep(away).run());

        assertEquals(NOON.plus(Duration.ofDays(2)), accounts.account("ada").credit().until());
    }
}
