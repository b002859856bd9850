package dev.airelay.attempt;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.ForwardedHeaders;
import dev.airelay.dialect.PeekedAnswer;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault.KeyNotOpened;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Cancellation.Reason;
import dev.airelay.http.Headers;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.secret.VaultException;
import dev.airelay.time.Alarms;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamClient;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.verdict.ErrorBody;
import dev.airelay.verdict.FaultReader;
import dev.airelay.verdict.Scrubber;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes one attempt: one channel, one key, until the upstream says something or fails. Safe for
/// many threads.
public final class Attempts {
    private static final System.Logger LOG = System.getLogger(Attempts.class.getName());

    /// For the body of an answer whose status has said everything that matters.
    private static final Duration ERROR_BODY = Duration.ofSeconds(5);

    private static final Pattern UTF_8 =
            Pattern.compile("; *charset=\"?utf-8\"? *$", Pattern.CASE_INSENSITIVE);

    private final Vault vault;
    private final UpstreamClient upstreams;
    private final Alarms alarms;

    public Attempts(Vault vault, UpstreamClient upstreams, Alarms alarms) {
        this.vault = vault;
        this.upstreams = upstreams;
        this.alarms = alarms;
    }

    /// @param slot what is held of the channel; kept with what was opened, untouched otherwise
    /// @param cancellation of the exchange, or of a part of it
    /// @throws RelayException with what the upstream did instead; nothing is left open
    public OpenAnswer open(
            AttemptRequest request,
            AttemptNotes attempt,
            Slots.Slot slot,
            Cancellation cancellation) {
        Call call = request.call();
        Candidate candidate = attempt.candidate();
        Channel channel = candidate.channel();
        long since = request.stopwatch().elapsedMillis();
        Timeouts timeouts = call.streamed() ? channel.timeouts() : channel.timeouts().forWhole();
        Secret key = open(channel, attempt.key());
        var sent =
                candidate
                        .dialect()
                        .write(call, channel, candidate.sentModel(), key, attempt.repairs());
        var limits = new AttemptLimits(cancellation, alarms, timeouts);
        boolean opened = false;
        try {
            var answer =
                    new PeekedAnswer(
                            explained(
                                    limits,
                                    () -> upstreams.call(sent, timeouts, limits.cancellation())));
            try {
                Supplier<FaultReader> faults = () -> faults(request, candidate, key);
                if (answer.status() / 100 != 2) {
                    throw failure(answer, limits, faults.get());
                }
                OutputHold hold = new OutputHold(candidate.bound(), request.cover());
                Bridge bridge =
                        explained(limits, () -> bridge(request, candidate, answer, faults, hold));
                limits.begun();
                opened = true;
                long took = request.stopwatch().elapsedMillis() - since;
                return new OpenAnswer(attempt, answer, bridge, hold, limits, slot, took);
            } finally {
                if (!opened) {
                    answer.close();
                }
            }
        } finally {
            if (!opened) {
                limits.close();
            }
        }
    }

    private static <T> T explained(AttemptLimits limits, Supplier<T> step) {
        try {
            return step.get();
        } catch (RelayException e) {
            throw limits.explain(e);
        }
    }

    /// The status is the answer: silence behind it changes nothing.
    private RelayException failure(
            UpstreamAnswer answer, AttemptLimits limits, FaultReader faults) {
        try (var _ = alarms.after(ERROR_BODY, () -> limits.cancellation().cancel(Reason.SILENCE))) {
            return faults.ofAnswer(answer.status(), answer.headers(), ErrorBody.read(answer));
        }
    }

    /// @return a bridge that has begun to say something
    private Bridge bridge(
            AttemptRequest request,
            Candidate candidate,
            PeekedAnswer answer,
            Supplier<FaultReader> faults,
            OutputHold hold) {
        Call call = request.call();
        Bridge bridge =
                call.streamed() && answer.form() == PeekedAnswer.Form.EVENTS
                        ? new StreamPassThrough(
                                headers(request, candidate, Delivery.EVENT_STREAM, answer),
                                candidate.dialect().openTap(call),
                                hold,
                                faults,
                                request)
                        : new WholePassThrough(
                                headers(request, candidate, "application/json", answer),
                                candidate.dialect(),
                                call,
                                faults,
                                hold);
        bridge.open(answer);
        return bridge;
    }

    /// The type is that of what is sent, whatever the upstream calls it.
    private static Supplier<Headers> headers(
            AttemptRequest request, Candidate candidate, String type, UpstreamAnswer answer) {
        String said = answer.headers().first("content-type").orElse("");
        String full = UTF_8.matcher(said).find() ? type + "; charset=utf-8" : type;
        return () ->
                ForwardedHeaders.returned(request.headers().apply(candidate), answer.headers())
                        .set("content-type", full)
                        .build();
    }

    private FaultReader faults(AttemptRequest request, Candidate candidate, Secret key) {
        Call call = request.call();
        Channel channel = candidate.channel();
        var scrubber =
                new Scrubber(
                        () -> keys(channel, key),
                        channel.baseUrl(),
                        call.model(),
                        candidate.sentModel(),
                        call.body().bytes());
        return new FaultReader(
                scrubber,
                call.endpoint().errorStyle(),
                call.model(),
                candidate.sentModel(),
                request.stopwatch()::now);
    }

    /// That of the attempt, and the channel's others as far as they can be opened.
    private List<Secret> keys(Channel channel, Secret sent) {
        return Stream.concat(
                        Stream.of(sent),
                        channel.target().keys().stream().flatMap(key -> known(channel, key)))
                .distinct()
                .toList();
    }

    private Stream<Secret> known(Channel channel, UpstreamKey key) {
        try {
            return Stream.of(vault.open(key.sealed(), Channel.identity(channel.id())));
        } catch (VaultException _) {
            return Stream.empty();
        }
    }

    private Secret open(Channel channel, UpstreamKey key) {
        try {
            return vault.open(key.sealed(), Channel.identity(channel.id()));
        } catch (VaultException e) {
            LOG.log(Level.ERROR, "the key of channel " + channel.id() + " cannot be opened", e);
            throw new RelayException(new KeyNotOpened(), e);
        }
    }
}
