package dev.airelay.platform.dynamodb;

import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.GatePorts;
import dev.airelay.relaying.BalanceContract;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;

final class DynamoBalanceTest implements BalanceContract {
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-21T00:00:00Z");

    @Override
    public GatePorts gate(FakeFunds funds) {
        Tables tables = LocalDynamo.freshTables();
        return GatePorts.of(
                new DynamoGate(LocalDynamo::client, tables, funds, CLOCK, new Random(1)),
                new DynamoBoard(LocalDynamo::client, tables, CLOCK));
    }

    @Override
    public int rounds() {
        return 3;
    }

    @Override
    public int requests() {
        return 2;
    }
}
