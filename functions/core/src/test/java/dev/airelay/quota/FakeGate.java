package dev.airelay.quota;

import dev.airelay.access.Revisions;
import dev.airelay.account.Account;
import dev.airelay.account.BalanceListener;
import dev.airelay.health.MemoryChannelBoard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A gate in memory, on a clock of the test's own. It decides exactly as the real ones do.
public final class FakeGate implements Gate, Revisions, BalanceListener, OpenHolds {
    private final InstantSource clock;
    private final FundsSource funds;
    private final Map<String, UserCounters> users = new HashMap<>();
    private final MemoryChannelBoard board;
    private int routes;

    public FakeGate(InstantSource clock, FundsSource funds) {
        this.clock = clock;
        this.funds = funds;
        this.board = new MemoryChannelBoard(clock);
    }

    public GatePorts ports() {
        return GatePorts.of(this, board);
    }

    /// Of which it tells.
    public MemoryChannelBoard board() {
        return board;
    }

    private UserCounters user(String userId) {
        return users.computeIfAbsent(userId, _ -> UserCounters.empty());
    }

    @Override
    public synchronized Admission admit(AdmissionRequest ask) {
        Holder holder = ask.holder();
        UserCounters user = user(holder.userId());
        if (user.needFunds(ask)) {
            user.learn(
                    holder.keyId(), funds.funds(holder.userId(), holder.keyId(), clock.instant()));
        }
        String version = routes == 0 ? "" : "routes-" + routes;
        return user.admit(ask, new News(version, board.healths()), clock.instant());
    }

    @Override
    public synchronized boolean reconcile(Reconciliation reconciliation) {
        return user(reconciliation.holder().userId()).reconcile(reconciliation, clock.instant());
    }

    @Override
    public synchronized void changed(Account after, List<String> requestIds) {
        user(after.userId()).booked(after, requestIds);
    }

    @Override
    public synchronized List<Hold> open(Duration ago, int most) {
        Instant before = clock.instant().minus(ago);
        return users.values().stream()
                .flatMap(user -> user.holds().values().stream())
                .filter(hold -> !hold.openSince().isAfter(before))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized void release(Hold hold) {
        user(hold.userId()).release(hold.requestId());
    }

    /// As when its memory is lost, but for the routes.
    public synchronized void forget() {
        users.clear();
        board.forget();
    }

    @Override
    public synchronized void keyChanged(String userId, String keyId, long revision) {
        user(userId).revisions().merge(UserCounters.key(keyId), revision, Math::max);
    }

    @Override
    public synchronized void userChanged(String userId, long revision) {
        user(userId).revisions().merge(UserCounters.USER, revision, Math::max);
    }

    @Override
    public synchronized void routesChanged() {
        routes++;
    }
}
