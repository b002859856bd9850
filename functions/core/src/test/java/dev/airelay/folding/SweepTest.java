package dev.airelay.folding;

import dev.airelay.quota.FakeGate;

final class SweepTest extends SweepContract {
    SweepTest() {
        super((funds, clock) -> {
            var gate = new FakeGate(clock, funds);
            return new Gated(gate, gate, gate);
        });
    }
}
