package dev.airelay.folding;

import dev.airelay.quota.FakeGate;
import dev.airelay.quota.GatePorts;

final class SweepTest extends SweepContract {
    SweepTest() {
        super((funds, clock) -> GatePorts.of(new FakeGate(clock, funds)));
    }
}
