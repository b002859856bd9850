package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.failure.StoreException;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Gate;
import dev.airelay.quota.Reconciliation;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Stands before a gate and in the place of a usage log, and checks that they add up: whatever was
/// admitted is reconciled once, and leaves one record when it was more than a look at the models.
final class Books implements Gate, UsageLog {
    private final Gate gate;
    private final List<AdmissionRequest> admitted = new ArrayList<>();
    private final List<Reconciliation> reconciled = new ArrayList<>();
    private final List<UsageRecord> records = new ArrayList<>();
    private int asked;
    private boolean logAway;
    private boolean logBroken;
    private boolean gateAway;

    Books(Gate gate) {
        this.gate = gate;
    }

    void logIsAway() {
        logAway = true;
    }

    void logIsBroken() {
        logBroken = true;
    }

    void gateIsAway() {
        gateAway = true;
    }

    /// What was there before a test begins in earnest.
    synchronized void forget() {
        admitted.clear();
        reconciled.clear();
        records.clear();
    }

    synchronized List<UsageRecord> records() {
        return List.copyOf(records);
    }

    /// How often the gate was asked to admit something, or to hold more for it.
    synchronized int asked() {
        return asked;
    }

    synchronized List<Reconciliation> reconciliations() {
        return List.copyOf(reconciled);
    }

    @Override
    public synchronized Admission admit(AdmissionRequest ask) {
        failWhen(gateAway);
        Admission admission = gate.admit(ask);
        asked++;
        if (admission instanceof Admission.Admitted && !ids().contains(ask.requestId())) {
            admitted.add(ask);
        }
        return admission;
    }

    @Override
    public synchronized boolean reconcile(Reconciliation reconciliation) {
        reconciled.add(reconciliation);
        failWhen(gateAway);
        return gate.reconcile(reconciliation);
    }

    @Override
    public synchronized boolean write(UsageRecord usage) {
        records.add(usage);
        failWhen(logAway);
        if (logBroken) {
            throw new IllegalStateException("a defect");
        }
        return true;
    }

    private static void failWhen(boolean away) {
        if (away) {
            throw new StoreException("away", new IllegalStateException("as the test wants it"));
        }
    }

    synchronized void mustAddUp() {
        assertEquals(
                admitted.stream().map(AdmissionRequest::requestId).sorted().toList(),
                reconciled.stream().map(Reconciliation::requestId).sorted().toList(),
                "reconciled exactly once what was admitted");
        assertEquals(
                admitted.stream()
                        .filter(ask -> ask.estimate().tokens() > 0)
                        .map(AdmissionRequest::requestId)
                        .sorted()
                        .toList(),
                records.stream().map(UsageRecord::requestId).sorted().toList(),
                "exactly one record of what was relayed");
        assertEquals(admitted.size(), new TreeSet<>(ids()).size(), "no id is used twice");
    }

    private List<String> ids() {
        return admitted.stream().map(AdmissionRequest::requestId).toList();
    }
}
