package dev.airelay.platform.dynamodb;

import dev.airelay.folding.SweepContract;
import java.util.Random;

final class DynamoSweepTest extends SweepContract {
    DynamoSweepTest() {
        super((funds, clock) -> {
            var gate =
                    new DynamoGate(
                            LocalDynamo::client,
                            LocalDynamo.freshTables(),
                            funds,
                            clock,
                            new Random(1));
            return new Gated(gate, gate, gate);
        });
    }
}
