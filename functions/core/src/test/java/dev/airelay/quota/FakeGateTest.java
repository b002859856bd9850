package dev.airelay.quota;

import dev.airelay.access.Revisions;
import java.time.Duration;
import java.time.Instant;

final class FakeGateTest implements GateContract {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final FakeGate gate = new FakeGate(() -> now);

    @Override
    public Gate gate() {
        return gate;
    }

    @Override
    public Revisions revisions() {
        return gate;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
