package dev.airelay.attempt;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault.StateAway;
import dev.airelay.failure.StoreException;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import java.util.function.Consumer;

/// What is held for the output of one answer, raised while the answer grows. One thread.
///
/// It is doubled as soon as three quarters of it are seen, up to what the request may have written.
/// Beyond that only an upstream writes that keeps to no limit; since what is seen is counted
/// generously, it is raised further only when twice as much is there.
public final class OutputHold {
    /// How much more than twice the bound small answers may seem to be.
    private static final long SLACK = 64;

    private final UsageBound bound;
    private final Consumer<Nanos> cover;
    private long tokens;
    private long raiseAt;

    /// @param cover holds this much in all for the request, or throws a [RelayException]
    OutputHold(UsageBound bound, Consumer<Nanos> cover) {
        this.bound = bound;
        this.cover = cover;
        holds(bound.firstOutput());
    }

    private void holds(long output) {
        tokens = output;
        raiseAt = raiseAt(output);
    }

    private long raiseAt(long output) {
        return output < most() ? Math.ceilDiv(output * 3, 4) : 2 * output + SLACK;
    }

    private long most() {
        return bound.most().outputTokens();
    }

    /// Holds enough for what was written and as much again, when that nears what is held.
    ///
    /// @throws RelayException with the reason why it cannot, or with `StateAway` when the gate does
    ///   not answer: an answer that nobody pays for must not go on
    void grow(long written) {
        if (written < raiseAt) {
            return;
        }
        long wanted = tokens;
        while (written >= raiseAt(wanted)) {
            wanted = wanted < most() ? Math.min(2 * wanted, most()) : 2 * wanted + SLACK;
        }
        reach(wanted);
    }

    /// Holds all that may be written, because more is written than can be seen.
    void raiseToMost() {
        if (tokens < most()) {
            reach(most());
        }
    }

    private void reach(long wanted) {
        try {
            cover.accept(bound.cost(wanted));
        } catch (StoreException e) {
            throw new RelayException(new StateAway(), e);
        }
        holds(wanted);
    }

    /// Holds what an upstream says that it has written, as far as that can be true.
    ///
    /// @throws RelayException as [#grow]
    void reach(Metered metered) {
        long written = PlausibleUsage.of(metered, bound).tokens().output();
        if (metered.source() == Source.REPORTED && written > tokens) {
            reach(written);
        }
    }

    /// Tokens of output that are paid for.
    public long tokens() {
        return tokens;
    }
}
