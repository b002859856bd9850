package dev.airelay.relaying;

import dev.airelay.quota.FakeFunds;
import dev.airelay.quota.FakeGate;
import dev.airelay.quota.GatePorts;
import java.time.Instant;

class BalanceTest implements BalanceContract {
    @Override
    public GatePorts gate(FakeFunds funds) {
        return new FakeGate(() -> Instant.parse("2026-11-21T00:00:00Z"), funds).ports();
    }

    @Override
    public int rounds() {
        return 100;
    }

    @Override
    public int requests() {
        return 3;
    }
}
