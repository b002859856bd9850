package dev.airelay.relaying;

import dev.airelay.failure.Failure;
import dev.airelay.failure.StoreException;
import dev.airelay.failure.UpstreamFault.UpstreamLacksModel;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.health.HealthReports;
import dev.airelay.health.Observation;
import dev.airelay.health.Observation.Answered;
import dev.airelay.health.Observation.Failed;
import dev.airelay.health.Observation.Refused;
import dev.airelay.health.Observation.Rested;
import dev.airelay.health.RestTarget;
import dev.airelay.upstream.Channel;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// Tells what requests see of channels. That a board does not answer is logged and goes no further:
/// requests do not depend on it. Safe for many threads.
final class ChannelReports {
    private static final System.Logger LOG = System.getLogger(ChannelReports.class.getName());

    private final HealthReports reports;

    ChannelReports(HealthReports reports) {
        this.reports = reports;
    }

    /// Whether this request may try a channel whose circuit is open. Nobody may while the board
    /// does not answer.
    boolean mayProbe(AdmittedRequest admitted, Channel channel) {
        try {
            return reports.mayProbe(admitted.healths(), channel.id(), admitted.asker());
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "channel " + channel.id() + " cannot be tried", e);
            return false;
        }
    }

    /// After a request has given the channel up, or lost its answer halfway.
    void failed(AdmittedRequest admitted, Candidate candidate, Failure failure) {
        boolean probe = candidate.choice().probe();
        String channel = candidate.channel().id();
        double weight = HealthImpact.of(failure);
        if (weight > 0) {
            tell(
                    admitted,
                    channel,
                    new Failed(
                            failure.metric(),
                            weight,
                            probe,
                            admitted.asker(),
                            provokable(admitted, failure)));
        } else if (failure instanceof UpstreamRefused && probe) {
            tell(admitted, channel, new Refused(admitted.asker()));
        } else if (failure instanceof UpstreamLacksModel) {
            rests(
                    admitted,
                    candidate,
                    new RestTarget.Model(candidate.sentModel()),
                    HealthImpact.NO_MODEL,
                    failure);
        }
    }

    /// Lets something of a channel rest: for the asker, or for all when no request brings such a
    /// failure about.
    void rests(
            AdmittedRequest admitted,
            Candidate candidate,
            RestTarget what,
            Duration length,
            Failure failure) {
        tell(
                admitted,
                candidate.channel().id(),
                new Rested(
                        what,
                        admitted.arrival().now().plus(length),
                        provokable(admitted, failure) ? admitted.asker() : ""));
    }

    /// After the client has its end: whoever began to answer has answered, unless it broke off.
    void ended(AdmittedRequest admitted, UsageDraft draft) {
        draft.served().ifPresent(opened -> rested(admitted, opened, draft));
        draft.served()
                .ifPresent(opened ->
                        draft.failure()
                                .filter(failure -> HealthImpact.of(failure) > 0)
                                .ifPresentOrElse(
                                        failure -> failed(admitted, opened.candidate(), failure),
                                        () -> answered(admitted, opened)));
    }

    /// A key may be turned away in the middle of an answer too.
    private void rested(AdmittedRequest admitted, OpenAnswer opened, UsageDraft draft) {
        draft.failure()
                .ifPresent(failure ->
                        HealthImpact.rest(failure)
                                .ifPresent(length ->
                                        rests(
                                                admitted,
                                                opened.candidate(),
                                                new RestTarget.Key(opened.attempt().key().id()),
                                                length,
                                                failure)));
    }

    private void answered(AdmittedRequest admitted, OpenAnswer opened) {
        tell(
                admitted,
                opened.candidate().channel().id(),
                new Answered(
                        1,
                        admitted.call().streamed() ? opened.firstContentMillis() : -1,
                        opened.candidate().choice().probe(),
                        admitted.asker()));
    }

    private static boolean provokable(AdmittedRequest admitted, Failure failure) {
        return HealthImpact.provokable(failure, admitted.call().body().bytes().length);
    }

    void tell(AdmittedRequest admitted, String channelId, Observation seen) {
        try {
            reports.tell(admitted.healths(), channelId, List.of(seen));
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "what channel " + channelId + " did cannot be told", e);
        }
    }
}
