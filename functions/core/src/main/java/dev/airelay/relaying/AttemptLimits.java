package dev.airelay.relaying;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Cancellation.Reason;
import dev.airelay.time.Alarms;
import dev.airelay.time.Alarms.Alarm;
import dev.airelay.upstream.Timeouts;

/// The part of an exchange that one attempt is: its cancellation, and the alarms that cut it.
final class AttemptLimits implements AutoCloseable {
    private final Cancellation.Child child;
    private final Alarm silence;
    private final Alarm overtime;

    AttemptLimits(Cancellation whole, Alarms alarms, Timeouts timeouts) {
        child = whole.child();
        overtime = alarms.after(timeouts.total(), () -> cancellation().cancel(Reason.OVERTIME));
        silence =
                timeouts.firstToken().compareTo(timeouts.total()) <= 0
                        ? alarms.after(
                                timeouts.firstToken(), () -> cancellation().cancel(Reason.SILENCE))
                        : () -> {};
    }

    Cancellation cancellation() {
        return child.cancellation();
    }

    /// The upstream has said something.
    void begun() {
        silence.close();
    }

    /// Whatever broke: when the part was cut, that is why.
    RelayException explain(RelayException broken) {
        return explain(cancellation(), broken);
    }

    /// As [#explain(RelayException)], for all or any part of an exchange.
    static RelayException explain(Cancellation cancellation, RelayException broken) {
        return cancellation
                .reason()
                .map(reason ->
                        new RelayException(
                                switch (reason) {
                                    case DEADLINE -> new RelayFault.DeadlinePassed();
                                    case CLIENT_GONE -> new RelayFault.ClientGone();
                                    case SHUTDOWN -> new RelayFault.Stopping();
                                    case SILENCE ->
                                            new UpstreamTimeout(UpstreamTimeout.Phase.FIRST_TOKEN);
                                    case OVERTIME ->
                                            new UpstreamTimeout(UpstreamTimeout.Phase.TOTAL);
                                    case OUTRUN -> new RelayFault.Outrun();
                                },
                                broken))
                .orElse(broken);
    }

    @Override
    public void close() {
        silence.close();
        overtime.close();
        child.close();
    }
}
