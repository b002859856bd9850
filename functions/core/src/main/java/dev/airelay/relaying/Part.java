package dev.airelay.relaying;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.http.Lifeline;
import dev.airelay.http.Lifeline.Cut;
import dev.airelay.time.Alarms;
import dev.airelay.time.Alarms.Alarm;
import dev.airelay.upstream.Timeouts;

/// The part of an exchange that one attempt is: its lifeline, and the alarms that cut it.
final class Part implements AutoCloseable {
    private final Lifeline.Branch branch;
    private final Alarm silence;
    private final Alarm overtime;

    Part(Lifeline whole, Alarms alarms, Timeouts timeouts) {
        branch = whole.branch();
        overtime = alarms.after(timeouts.total(), () -> lifeline().cut(Cut.OVERTIME));
        silence =
                timeouts.firstToken().compareTo(timeouts.total()) <= 0
                        ? alarms.after(timeouts.firstToken(), () -> lifeline().cut(Cut.SILENCE))
                        : () -> {};
    }

    Lifeline lifeline() {
        return branch.lifeline();
    }

    /// The upstream has said something.
    void begun() {
        silence.close();
    }

    /// Whatever broke: when the part was cut, that is why.
    RelayException explain(RelayException broken) {
        return explain(lifeline(), broken);
    }

    /// As [#explain(RelayException)], for all or any part of an exchange.
    static RelayException explain(Lifeline lifeline, RelayException broken) {
        return lifeline.whyCut()
                .map(cut ->
                        new RelayException(
                                switch (cut) {
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
        branch.close();
    }
}
