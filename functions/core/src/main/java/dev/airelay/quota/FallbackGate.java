package dev.airelay.quota;

import dev.airelay.access.Revisions;
import dev.airelay.account.Account;
import dev.airelay.account.BalanceListener;
import dev.airelay.failure.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A gate with another one behind it, for as long as the first does not answer. Safe for many
/// threads.
///
/// While the [StoreCircuit] is closed the first gate decides alone, and a request for which it does
/// not answer goes to the second. While it is open requests go to the second at once.
///
/// **What is bounded while switched, and what is not.** The gates do not know each other's
/// counters. Each enforces every limit by itself, so around a switch a user has at most twice the
/// requests, tokens and slots. Each reads balance and budgets from the same books, but does not see
/// what the other holds or has not yet seen booked: a user may spend twice at most what was
/// available, and only as much too much as is in flight, or not booked yet, at the other gate. What
/// is too much becomes debt: it is booked all the same. Every process has a circuit of its own, so
/// that both gates may decide at the same time for as long as the first answers only some.
///
/// **What the first gate misses.** Bookings and changes that happen while it is away are told to
/// the second alone. When the first comes back with its memory, it knows a user's older balance
/// until the user's next booking, or until it forgets; changed keys and users it never learns, for
/// which the age limit of cached records stands in. Routes have no such limit, so that whoever
/// changes them is told to announce it again. A gate that comes back empty misses nothing.
///
/// A request that the first gate admitted, but so slowly that nobody heard it, holds at both. It is
/// reconciled at the first; the other hold ends with its lease and is released by the sweep.
public final class FallbackGate implements Gate, Revisions, BalanceListener, OpenHolds {
    private static final System.Logger LOG = System.getLogger(FallbackGate.class.getName());

    private final GatePorts first;
    private final GatePorts second;
    private final StoreCircuit circuit;

    /// @param circuit before the first gate, and shared with nothing but its board
    FallbackGate(GatePorts first, GatePorts second, StoreCircuit circuit) {
        this.first = first;
        this.second = second;
        this.circuit = circuit;
    }

    /// The second behind the first, on all sides.
    ///
    /// @param circuit before the first, and shared with nothing else
    public static GatePorts ports(GatePorts first, GatePorts second, StoreCircuit circuit) {
        return GatePorts.of(
                new FallbackGate(first, second, circuit),
                new FallbackBoard(first.board(), second.board(), circuit));
    }

    @Override
    public Admission admit(AdmissionRequest ask) {
        return circuit.attempt("an admission", () -> first.gate().admit(ask))
                .orElseGet(() -> second.gate().admit(ask));
    }

    /// At the gate that admitted the request, which is found by asking both. A reconciliation that
    /// the first gate misses for being away ends there by the lease and the sweep.
    ///
    /// @throws StoreException when the first gate did not reconcile it and the second does not
    ///   answer
    @Override
    public boolean reconcile(Reconciliation reconciliation) {
        return circuit.attempt("a reconciliation", () -> first.gate().reconcile(reconciliation))
                        .orElse(false)
                || second.gate().reconcile(reconciliation);
    }

    @Override
    public void keyChanged(String userId, String keyId, long revision) {
        var _ = announce(revisions -> revisions.keyChanged(userId, keyId, revision));
    }

    @Override
    public void userChanged(String userId, long revision) {
        var _ = announce(revisions -> revisions.userChanged(userId, revision));
    }

    /// @throws StoreException when either gate was not told
    @Override
    public void routesChanged() {
        if (!announce(Revisions::routesChanged)) {
            throw untold("a change of routes");
        }
    }

    /// The second gate first, whose failure is the caller's.
    ///
    /// @return whether the first was told too. For keys and users it is only logged when not:
    ///   nobody should be unable to revoke a key because the first gate is away
    private boolean announce(Consumer<Revisions> change) {
        change.accept(second.revisions());
        return tell("an announcement", () -> change.accept(first.revisions()));
    }

    private static StoreException untold(String what) {
        return new StoreException(
                what + " did not reach the first gate and should be told again",
                new IllegalStateException("not told"));
    }

    private boolean tell(String what, Runnable call) {
        boolean told =
                circuit.attempt(
                                what,
                                () -> {
                                    call.run();
                                    return true;
                                })
                        .orElse(false);
        if (!told) {
            LOG.log(Level.WARNING, what + " did not reach the first gate");
        }
        return told;
    }

    /// The second gate first. Once the circuit is open the first gate misses the booking, since
    /// waiting for it would hold up all bookings behind this one.
    ///
    /// @throws StoreException when either gate failed; the first one's failures only until they
    ///   open the circuit
    @Override
    public void changed(Account after, List<String> requestIds) {
        second.balanceListener().changed(after, requestIds);
        boolean told = tell("a booking", () -> first.balanceListener().changed(after, requestIds));
        if (!told && !circuit.isOpen()) {
            throw untold("a booking");
        }
    }

    /// Of both gates; of the second alone while the first does not answer.
    @Override
    public List<Hold> open(Duration ago, int most) {
        List<Hold> of =
                circuit.attempt("a look at open holds", () -> first.holds().open(ago, most))
                        .orElse(List.of());
        return Stream.concat(of.stream(), second.holds().open(ago, most).stream())
                .limit(most)
                .toList();
    }

    /// At both gates; only what is held can be released. When the first does not answer it goes on
    /// to list the hold.
    @Override
    public void release(Hold hold) {
        second.holds().release(hold);
        var _ = tell("a release", () -> first.holds().release(hold));
    }
}
