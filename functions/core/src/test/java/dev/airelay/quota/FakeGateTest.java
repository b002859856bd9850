package dev.airelay.quota;

import dev.airelay.access.Revisions;
import dev.airelay.account.BalanceListener;
import java.time.Duration;
import java.time.Instant;

final class FakeGateTest implements GateContract, GateMoneyContract {
    private Instant now = START;
    private final FakeFunds funds = new FakeFunds();
    private final FakeGate gate = new FakeGate(() -> now, funds);

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public Revisions revisions() {
        return gate;
    }

    @Override
    public BalanceListener books() {
        return gate;
    }

    @Override
    public OpenHolds holds() {
        return gate;
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
