package dev.airelay.folding;

import dev.airelay.quota.FakeGate;

final class SweepTest extends SweepContract {
    SweepTest() {
        super((funds, clock) -> new FakeGate(clock, funds).ports());
    }
}
