package dev.airelay.quota;

import dev.airelay.access.Revisions;
import dev.airelay.account.Account;
import dev.airelay.account.BalanceListener;
import dev.airelay.failure.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// A gate that is away when a test says so, and counts who called it in vain.
final class FailingGate implements Gate, Revisions, BalanceListener, OpenHolds {
    private final FakeGate gate;
    private boolean away;
    private int failed;

    FailingGate(FakeGate gate) {
        this.gate = gate;
    }

    /// Its board is away with it.
    GatePorts ports() {
        return GatePorts.of(this, new FailingBoard(gate.board(), this::fail));
    }

    void away(boolean now) {
        away = now;
    }

    int failed() {
        return failed;
    }

    private void fail() {
        if (away) {
            failed++;
            throw new StoreException("away", new IOException("refused"));
        }
    }

    private <T> T call(Supplier<T> call) {
        fail();
        return call.get();
    }

    private void run(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public Admission admit(AdmissionRequest ask) {
        return call(() -> gate.admit(ask));
    }

    @Override
    public boolean reconcile(Reconciliation reconciliation) {
        return call(() -> gate.reconcile(reconciliation));
    }

    @Override
    public void changed(Account after, List<String> requestIds) {
        run(() -> gate.changed(after, requestIds));
    }

    @Override
    public List<Hold> open(Duration ago, int most) {
        return call(() -> gate.open(ago, most));
    }

    @Override
    public void release(Hold hold) {
        run(() -> gate.release(hold));
    }

    @Override
    public void keyChanged(String userId, String keyId, long revision) {
        run(() -> gate.keyChanged(userId, keyId, revision));
    }

    @Override
    public void userChanged(String userId, long revision) {
        run(() -> gate.userChanged(userId, revision));
    }

    @Override
    public void routesChanged() {
        run(gate::routesChanged);
    }
}
