package dev.airelay.platform.dynamodb;

import dev.airelay.folding.SweepContract;
import dev.airelay.quota.GatePorts;
import java.util.Random;

final class DynamoSweepTest extends SweepContract {
    DynamoSweepTest() {
        super((funds, clock) ->
                GatePorts.of(
                        new DynamoGate(
                                LocalDynamo::client,
                                LocalDynamo.freshTables(),
                                funds,
                                clock,
                                new Random(1))));
    }
}
