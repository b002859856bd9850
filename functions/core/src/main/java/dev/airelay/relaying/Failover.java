package dev.airelay.relaying;

import dev.airelay.attempt.AttemptLimits;
import dev.airelay.attempt.AttemptNotes;
import dev.airelay.attempt.AttemptRequest;
import dev.airelay.attempt.Attempts;
import dev.airelay.attempt.Candidate;
import dev.airelay.attempt.OpenAnswer;
import dev.airelay.attempt.Slots;
import dev.airelay.attempt.Slots.Slot;
import dev.airelay.dialect.Repair;
import dev.airelay.failure.Failure;
import dev.airelay.failure.Failure.Again;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault.KeyNotOpened;
import dev.airelay.failure.UpstreamFault.UpstreamLacksModel;
import dev.airelay.health.RestTarget;
import dev.airelay.http.Cancellation;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Goes down the queue of candidates for one request until an upstream says something. One thread;
/// another failover of the same request may run beside it.
final class Failover {
    private final Tools tools;
    private final AdmittedRequest admitted;
    private final AttemptRequest request;
    private final CandidateQueue queue;
    private final UsageDraft draft;
    private final Cancellation cancellation;

    /// @param cancellation of the exchange, or of a part of it
    Failover(
            Tools tools,
            AdmittedRequest admitted,
            CandidateQueue queue,
            UsageDraft draft,
            Cancellation cancellation) {
        this.tools = tools;
        this.admitted = admitted;
        this.request = admitted.forAttempts();
        this.queue = queue;
        this.draft = draft;
        this.cancellation = cancellation;
    }

    /// What every failover works with.
    record Tools(
            Attempts attempts,
            Repairs repairs,
            Slots slots,
            ChannelReports reports,
            Backoff backoff,
            Waiting waiting) {}

    /// @return empty when the queue held nobody who could be asked
    /// @throws RelayException with the last failure, when nobody answered; that a model is lacking
    ///   only when nobody has said anything else
    Optional<OpenAnswer> run() {
        Optional<RelayException> last = Optional.empty();
        for (var next = queue.next(); next.isPresent(); next = queue.next()) {
            Candidate candidate = next.get();
            Optional<Slot> slot = admit(candidate);
            if (slot.isEmpty()) {
                continue;
            }
            Optional<OpenAnswer> opened = Optional.empty();
            try {
                opened = Optional.of(open(candidate, slot.get()));
                return opened;
            } catch (RelayException e) {
                RelayException why = AttemptLimits.explain(cancellation, e);
                if (why.failure().again() == Again.NOWHERE) {
                    throw why;
                }
                last =
                        last.filter(_ -> why.failure() instanceof UpstreamLacksModel)
                                .or(() -> Optional.of(why));
            } finally {
                if (opened.isEmpty()) {
                    slot.get().close();
                }
            }
        }
        last.ifPresent(e -> {
            throw e;
        });
        return Optional.empty();
    }

    private Optional<Slot> admit(Candidate candidate) {
        Channel channel = candidate.channel();
        if (candidate.choice().probe() && !tools.reports.mayProbe(admitted, channel)) {
            skip(candidate, Why.ON_TRIAL);
            return Optional.empty();
        }
        Duration lease = admitted.arrival().lease();
        Optional<Slot> slot = tools.slots.take(channel, holder(candidate), lease);
        if (slot.isEmpty()) {
            skip(candidate, Why.FULL);
        }
        return slot;
    }

    /// Two failovers of one request may be with one channel at a time, for two models: each holds a
    /// slot of its own.
    private String holder(Candidate candidate) {
        return admitted.arrival().requestId() + "/" + candidate.choice().model();
    }

    private void skip(Candidate candidate, Why why) {
        draft.skipped(List.of(new Skip(candidate.channel().id(), candidate.choice().model(), why)));
    }

    /// A try that fails for its key is made again with the next key at once; one that fails for a
    /// moment, after a while.
    private OpenAnswer open(Candidate candidate, Slot slot) {
        List<UpstreamKey> keys = candidate.choice().keys();
        int retries = candidate.choice().probe() ? 0 : candidate.channel().policy().maxRetry();
        int key = 0;
        int tries = 1;
        while (true) {
            try {
                return attempt(candidate, keys.get(key), slot);
            } catch (RelayException e) {
                Failure failure = e.failure();
                boolean another =
                        rests(candidate, keys.get(key), failure) || failure instanceof KeyNotOpened;
                if (another && key + 1 < keys.size()) {
                    key++;
                } else if (tries <= retries && waited(tries, failure)) {
                    tries++;
                } else {
                    tools.reports.failed(admitted, candidate, failure);
                    throw e;
                }
            }
        }
    }

    /// An upstream that refuses what the relay added is asked once more without it, which is no
    /// retry: the first call was the relay's own mistake.
    private OpenAnswer attempt(Candidate candidate, UpstreamKey key, Slot slot) {
        Channel channel = candidate.channel();
        List<Repair> additions = candidate.dialect().additions(admitted.call());
        Set<Repair> known = tools.repairs.known(channel, additions);
        try {
            return attempt(candidate, key, slot, known);
        } catch (RelayException e) {
            Set<Repair> repairs = Repairs.after(known, additions, e.said());
            if (repairs.equals(known)) {
                throw e;
            }
            OpenAnswer opened = attempt(candidate, key, slot, repairs);
            tools.repairs.helped(channel, repairs);
            return opened;
        }
    }

    private OpenAnswer attempt(
            Candidate candidate, UpstreamKey key, Slot slot, Set<Repair> repairs) {
        AttemptNotes attempt = draft.trying(candidate, key, repairs);
        try {
            OpenAnswer opened = tools.attempts.open(request, attempt, slot, cancellation);
            attempt.ended("none", admitted.arrival().elapsedMillis());
            return opened;
        } catch (RelayException e) {
            draft.failed(attempt, e.failure(), e.said());
            throw e;
        }
    }

    private boolean rests(Candidate candidate, UpstreamKey key, Failure failure) {
        Optional<Duration> rest = HealthImpact.rest(failure);
        rest.ifPresent(length ->
                tools.reports.rests(
                        admitted, candidate, new RestTarget.Key(key.id()), length, failure));
        return rest.isPresent();
    }

    private boolean waited(int tries, Failure failure) {
        if (failure.again() != Again.HERE) {
            return false;
        }
        Optional<Duration> wait =
                tools.backoff
                        .before(tries, failure, queue.isEmpty())
                        .filter(length -> length.compareTo(admitted.arrival().left()) < 0);
        wait.ifPresent(length -> tools.waiting.pause().pause(length, cancellation));
        return wait.isPresent() && cancellation.reason().isEmpty();
    }
}
