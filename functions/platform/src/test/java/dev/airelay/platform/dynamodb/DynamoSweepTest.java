package dev.airelay.platform.dynamodb;

import dev.airelay.folding.SweepContract;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.GatePorts;
import java.time.InstantSource;
import java.util.Random;

final class DynamoSweepTest extends SweepContract {
    DynamoSweepTest() {
        super(DynamoSweepTest::freshGate);
    }

    private static GatePorts freshGate(FundsSource funds, InstantSource clock) {
        Tables tables = LocalDynamo.freshTables();
        return GatePorts.of(
                new DynamoGate(LocalDynamo::client, tables, funds, clock, new Random(1)),
                new DynamoBoard(LocalDynamo::client, tables, clock));
    }
}
