package dev.airelay.relaying;

import dev.airelay.money.Nanos;
import dev.airelay.quota.Gate;
import dev.airelay.quota.Reconciliation;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageRecord;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;

/// Records how an admitted request ended: its usage record written once, the gate told what it
/// really used, what it saw of its upstream told.
///
/// Runs after the client has its end. Where it runs is the executor's affair: inline in a Lambda
/// environment, which must not ask for the next invocation before this is done; beside the
/// connection in a server. Whatever goes wrong is logged and goes no further, since the client has
/// been answered.
final class UsageRecorder {
    private static final System.Logger LOG = System.getLogger(UsageRecorder.class.getName());

    private final UsageLog usage;
    private final Gate gate;
    private final ChannelReports reports;
    private final Executor afterEnd;

    UsageRecorder(UsageLog usage, Gate gate, ChannelReports reports, Executor afterEnd) {
        this.usage = usage;
        this.gate = gate;
        this.reports = reports;
        this.afterEnd = afterEnd;
    }

    void record(AdmittedRequest admitted, UsageDraft draft) {
        Admissions.Ticket ticket = admitted.ticket();
        UsageRecord row = draft.record(ticket.access());
        afterEnd.execute(() -> {
            Thread reconciled =
                    Thread.ofVirtual()
                            .start(() -> {
                                reconcile(ticket, row);
                                reports.ended(admitted, draft);
                            });
            write(row);
            join(reconciled);
        });
    }

    /// For requests that use nothing and leave no record, such as listing models.
    void release(Admissions.Ticket ticket, String requestId) {
        afterEnd.execute(() ->
                reconcile(
                        new Reconciliation(
                                requestId, ticket.holder(), ticket.estimate(), 0, Nanos.ZERO)));
    }

    private void reconcile(Admissions.Ticket ticket, UsageRecord row) {
        reconcile(
                new Reconciliation(
                        row.requestId(),
                        ticket.holder(),
                        ticket.estimate(),
                        row.tokens().total(),
                        row.cost()));
    }

    private void reconcile(Reconciliation reconciliation) {
        try {
            var _ = gate.reconcile(reconciliation);
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "request "
                            + reconciliation.requestId()
                            + " was not reconciled at the gate; its slots expire by themselves",
                    e);
        }
    }

    private void write(UsageRecord row) {
        try {
            usage.write(row);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "usage record not stored, here it is: " + row, e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
