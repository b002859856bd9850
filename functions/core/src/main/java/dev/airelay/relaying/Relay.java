package dev.airelay.relaying;

import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.StoreException;
import dev.airelay.http.Cancellation;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The whole relay for a request that has been admitted: plan, cover, fail over, carry, answer.
///
/// Other channels are tried only while the client has seen nothing of an answer. Whatever happens,
/// the client is answered exactly once and the draft is complete when [#relay] returns.
final class Relay {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    /// When every channel that could serve the request is full.
    private static final Duration FULL = Duration.ofSeconds(1);

    private final Planning planning;
    private final Admissions admissions;
    private final Failover.Tools tools;

    Relay(Planning planning, Admissions admissions, Failover.Tools tools) {
        this.planning = planning;
        this.admissions = admissions;
        this.tools = tools;
    }

    void relay(AdmittedRequest admitted, UsageDraft draft) {
        try (var _ = new KeepAlive(tools.waiting().alarms(), admitted)) {
            carry(admitted, draft);
        } catch (RelayException e) {
            refuse(admitted, draft, e.failure());
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "stores do not answer for request " + admitted.arrival().requestId(),
                    e);
            refuse(admitted, draft, new RelayFault.StateAway());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + admitted.arrival().requestId() + " failed", e);
            refuse(admitted, draft, new RelayFault.Internal());
        }
    }

    private void carry(AdmittedRequest admitted, UsageDraft draft) {
        List<Candidate> plan = planning.plan(admitted, draft);
        cover(admitted, plan);
        var queue = new CandidateQueue(plan);
        Duration hedgeAfter = plan.getFirst().channel().policy().hedgeAfter();
        if (hedgeAfter.isZero() || plan.size() == 1) {
            carry(failover(admitted, queue, draft, cancellation(admitted)), admitted, draft);
            return;
        }
        var hedged =
                new HedgedFailover(
                        cancellation(admitted),
                        queue,
                        own -> failover(admitted, queue, draft, own));
        try {
            carry(hedged.run(tools.waiting().alarms(), hedgeAfter), admitted, draft);
        } finally {
            hedged.awaitLosers();
        }
    }

    private void cover(AdmittedRequest admitted, List<Candidate> plan) {
        admissions.cover(
                admitted.arrival(), admitted.ticket(), admitted.call(), Estimates.dearest(plan));
    }

    private Optional<OpenAnswer> failover(
            AdmittedRequest admitted,
            CandidateQueue queue,
            UsageDraft draft,
            Cancellation cancellation) {
        return new Failover(tools, admitted, queue, draft, cancellation).run();
    }

    private void carry(Optional<OpenAnswer> found, AdmittedRequest admitted, UsageDraft draft) {
        try (OpenAnswer opened =
                found.orElseThrow(() ->
                        new RelayException(
                                new RelayFault.NoChannel(admitted.call().model(), FULL)))) {
            draft.serving(opened, opened.answer().status());
            opened.bridge().carry(opened.answer(), admitted.delivery());
            draft.succeeded();
        } catch (IOException e) {
            breakOff(admitted, draft, new RelayException(new RelayFault.ClientGone(), e));
        } catch (RelayException e) {
            breakOff(admitted, draft, e);
        }
    }

    /// What happens to an answer that has begun; anything earlier is thrown on.
    private void breakOff(AdmittedRequest admitted, UsageDraft draft, RelayException why) {
        Optional<OpenAnswer> served = draft.served();
        if (served.isEmpty() || !admitted.delivery().begun()) {
            throw why;
        }
        Failure failure = served.get().limits().explain(why).failure();
        served.get().attempt().said(why.said());
        draft.failed(failure, true, 200);
        served.get().bridge().breakOff(failure, admitted.delivery());
    }

    private void refuse(AdmittedRequest admitted, UsageDraft draft, Failure failure) {
        boolean begun = admitted.delivery().begun();
        int seen = admitted.refuse(failure, draft.last());
        draft.failed(failure, begun, seen);
    }

    private static Cancellation cancellation(AdmittedRequest admitted) {
        return admitted.arrival().request().cancellation();
    }
}
