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
import dev.airelay.health.Resting;
import dev.airelay.upstream.Channel;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// Tells what requests see of channels. That a board does not answer is logged and goes no further:
/// requests do not depend on it. Safe for many threads.
final class Conducts {
    private static final System.Logger LOG = System.getLogger(Conducts.class.getName());

    private final HealthReports reports;

    Conducts(HealthReports reports) {
        this.reports = reports;
    }

    /// Whether this request may try a channel whose circuit is open. Nobody may while the board
    /// does not answer.
    boolean mayProbe(Passage passage, Channel channel) {
        try {
            return reports.mayProbe(passage.healths(), channel.id(), passage.asker());
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "channel " + channel.id() + " cannot be tried", e);
            return false;
        }
    }

    /// After a request has given the channel up, or lost its answer halfway.
    void failed(Passage passage, Candidate candidate, Failure failure) {
        boolean probe = candidate.choice().probe();
        String channel = candidate.channel().id();
        double weight = Blame.of(failure);
        if (weight > 0) {
            tell(
                    passage,
                    channel,
                    new Failed(
                            failure.metric(),
                            weight,
                            probe,
                            passage.asker(),
                            provokable(passage, failure)));
        } else if (failure instanceof UpstreamRefused && probe) {
            tell(passage, channel, new Refused(passage.asker()));
        } else if (failure instanceof UpstreamLacksModel) {
            rests(
                    passage,
                    candidate,
                    new Resting.Model(candidate.sentModel()),
                    Blame.NO_MODEL,
                    failure);
        }
    }

    /// Lets something of a channel rest: for the asker, or for all when no request brings such a
    /// failure about.
    void rests(
            Passage passage, Candidate candidate, Resting what, Duration length, Failure failure) {
        tell(
                passage,
                candidate.channel().id(),
                new Rested(
                        what,
                        passage.exchange().now().plus(length),
                        provokable(passage, failure) ? passage.asker() : ""));
    }

    /// After the client has its end: whoever began to answer has answered, unless it broke off.
    void ended(Passage passage, Story story) {
        story.served().ifPresent(opened -> rested(passage, opened, story));
        story.served()
                .ifPresent(opened ->
                        story.failure()
                                .filter(failure -> Blame.of(failure) > 0)
                                .ifPresentOrElse(
                                        failure -> failed(passage, opened.candidate(), failure),
                                        () -> answered(passage, opened)));
    }

    /// A key may be turned away in the middle of an answer too.
    private void rested(Passage passage, Opened opened, Story story) {
        story.failure()
                .ifPresent(failure ->
                        Blame.rest(failure)
                                .ifPresent(length ->
                                        rests(
                                                passage,
                                                opened.candidate(),
                                                new Resting.Key(opened.tried().key().id()),
                                                length,
                                                failure)));
    }

    private void answered(Passage passage, Opened opened) {
        tell(
                passage,
                opened.candidate().channel().id(),
                new Answered(
                        1,
                        passage.call().streamed() ? opened.firstContentMillis() : -1,
                        opened.candidate().choice().probe(),
                        passage.asker()));
    }

    private static boolean provokable(Passage passage, Failure failure) {
        return Blame.provokable(failure, passage.call().body().bytes().length);
    }

    void tell(Passage passage, String channelId, Observation seen) {
        try {
            reports.tell(passage.healths(), channelId, List.of(seen));
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "what channel " + channelId + " did cannot be told", e);
        }
    }
}
