package dev.airelay.relaying;

import dev.airelay.access.Access;
import dev.airelay.access.KeyText;
import dev.airelay.attempt.AttemptNotes;
import dev.airelay.attempt.Candidate;
import dev.airelay.attempt.OpenAnswer;
import dev.airelay.attempt.PlausibleUsage;
import dev.airelay.dialect.Call;
import dev.airelay.dialect.Repair;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayFault;
import dev.airelay.pricing.Tariff;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Source;
import dev.airelay.usage.UsageRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What happened to one admitted request, noted while it happens; becomes its usage record.
/// Attempts may be noted by several threads, everything else by one.
final class UsageDraft {
    private final Arrival arrival;
    private final Call call;
    private final String group;
    private final List<AttemptNotes> attempts = new ArrayList<>(1);
    private final List<Skip> skips = new ArrayList<>(0);
    private Optional<Candidate> failedLast = Optional.empty();
    private Optional<AttemptNotes> leftDuring = Optional.empty();
    private Optional<OpenAnswer> served = Optional.empty();
    private int status = 500;
    private Outcome outcome = Outcome.RELAY_FAILED;
    private Optional<Failure> why = Optional.empty();
    private String failure = "internal";
    private Metered metered = Metered.NOTHING;
    private final List<String> notes = new ArrayList<>(0);
    private long firstByteMillis = -1;
    private long totalMillis;

    /// @param group whose channels and prices hold
    UsageDraft(Arrival arrival, Call call, String group) {
        this.arrival = arrival;
        this.call = call;
        this.group = group;
    }

    synchronized void skipped(List<Skip> more) {
        skips.addAll(more);
    }

    /// @param repairs what the attempt leaves out
    AttemptNotes trying(Candidate candidate, UpstreamKey key, Set<Repair> repairs) {
        var attempt = new AttemptNotes(candidate, key, repairs, arrival.elapsedMillis());
        synchronized (this) {
            attempts.add(attempt);
        }
        return attempt;
    }

    /// An attempt has failed. One that was only outrun does not say why the request fails.
    ///
    /// @param said the upstream's own words about it
    synchronized void failed(AttemptNotes attempt, Failure reason, String said) {
        attempt.said(said);
        attempt.ended(reason.metric(), arrival.elapsedMillis());
        if (reason instanceof RelayFault.ClientGone) {
            leftDuring = Optional.of(attempt);
        }
        if (!(reason instanceof RelayFault.Outrun)) {
            failedLast = Optional.of(attempt.candidate());
        }
    }

    /// From now on this upstream answers; what it used is told by its bridge.
    void serving(OpenAnswer opened, int answerStatus) {
        served = Optional.of(opened);
        status = answerStatus;
        firstByteMillis = arrival.elapsedMillis();
    }

    /// Whom the client's answer came from; empty when none began.
    Optional<OpenAnswer> served() {
        return served;
    }

    /// Who answered the request, or failed it last; empty when nobody was asked.
    synchronized Optional<Candidate> last() {
        return served.map(OpenAnswer::candidate)
                .or(() -> failedLast)
                .or(() ->
                        attempts.isEmpty()
                                ? Optional.empty()
                                : Optional.of(attempts.getLast().candidate()));
    }

    /// Why it failed; empty when it did not.
    Optional<Failure> failure() {
        return why;
    }

    /// To be told as soon as the client has its end.
    void succeeded() {
        outcome = Outcome.SUCCESS;
        failure = "none";
        finish();
    }

    /// What the client has seen nothing of costs nothing, unless it was the client who left.
    ///
    /// @param begun whether anything of the upstream's answer had gone to the client
    /// @param seen the status that the client sees
    void failed(Failure reason, boolean begun, int seen) {
        why = Optional.of(reason);
        outcome = Outcomes.of(reason, begun);
        failure = reason.metric();
        status = seen;
        finish();
        if (reason instanceof RelayFault.ClientGone) {
            left();
        } else if (!begun) {
            metered = Metered.NOTHING;
        }
    }

    /// A client that leaves pays for what its upstream had to do by then, also out of its sight.
    private synchronized void left() {
        Optional<AttemptNotes> during = served.map(OpenAnswer::attempt).or(() -> leftDuring);
        if (during.isEmpty() || metered.source() == Source.REPORTED) {
            return;
        }
        long millis = arrival.elapsedMillis() - during.get().startMillis();
        metered = UnseenUsage.of(metered, call, during.get().candidate().bound(), millis);
        if (during.get().candidate().bound().unseen()) {
            notes.add("hidden_estimated");
        }
    }

    /// What can be true of what the upstream says, and no more output than is held: what could not
    /// be held was not delivered, or not asked for.
    private void limit(OpenAnswer opened) {
        Metered told = metered;
        metered = PlausibleUsage.of(told, opened.candidate().bound());
        if (!metered.equals(told)) {
            notes.add("bounded");
        }
        long held = opened.hold().tokens();
        if (metered.tokens().output() > held) {
            metered = metered.with(metered.tokens().withOutput(held));
            notes.add("not_held");
        }
    }

    private void finish() {
        totalMillis = arrival.elapsedMillis();
        metered = served.map(opened -> opened.bridge().metered()).orElse(Metered.NOTHING);
        served.ifPresent(this::limit);
        served.ifPresent(opened -> opened.attempt().ended(failure, firstByteMillis));
    }

    /// @param access the records that the gate agreed to
    synchronized UsageRecord record(Access access) {
        Optional<Candidate> last = last();
        Tariff tariff = last.map(Candidate::tariff).orElse(Tariff.FREE);
        return new UsageRecord(
                arrival.requestId(),
                arrival.traceId(),
                arrival.arrivedAt(),
                access.user().id(),
                access.key().id(),
                group,
                access.key().grant().project(),
                last.map(candidate -> candidate.channel().id()).orElse(""),
                last.map(candidate -> candidate.channel().provider()).orElse(""),
                call.endpoint().label(),
                call.model(),
                last.map(Candidate::sentModel).orElse(""),
                call.streamed(),
                status,
                outcome,
                failure,
                attempts.stream().map(attempt -> attempt.attempt(totalMillis)).toList(),
                skips,
                metered.tokens(),
                metered.source(),
                metered.uses(),
                metered.tier(),
                notes(),
                tariff.cost(metered, ServedTier.of(call.demand().tiers(), metered.tier(), tariff)),
                tariff.version(),
                firstByteMillis,
                totalMillis,
                arrival.request().clientAddress(),
                arrival.request()
                        .headers()
                        .first("user-agent")
                        .filter(agent -> !KeyText.isWithin(agent))
                        .map(UsageDraft::atMost)
                        .orElse(""));
    }

    /// On how the row came about.
    private List<String> notes() {
        return Stream.concat(
                        attempts.stream()
                                .flatMap(attempt -> attempt.repairs().stream())
                                .map(repair -> "repaired:" + repair.name())
                                .distinct(),
                        notes.stream())
                .toList();
    }

    private static String atMost(String text) {
        return text.length() > 256 ? text.substring(0, 256) : text;
    }
}
