package dev.airelay.quota;

import java.time.Duration;
import java.time.Instant;

final class FakeGateTest implements GateContract, GateMoneyContract, GateBudgetContract {
    private Instant now = START;
    private final FakeFunds funds = new FakeFunds();
    private final FakeGate gate = new FakeGate(() -> now, funds);

    @Override
    public GatePorts ports() {
        return gate.ports();
    }

    @Override
    public FakeFunds funds() {
        return funds;
    }

    @Override
    public void forget() {
        gate.forget();
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
