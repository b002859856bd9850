package dev.airelay.relaying;

import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault;
import dev.airelay.failure.StoreException;
import dev.airelay.http.Lifeline;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The whole relay for a request that has been admitted: plan, cover, pursue, carry, answer.
///
/// Other channels are tried only while the client has seen nothing of an answer. Whatever happens,
/// the client is answered exactly once and the story is complete when [#relay] returns.
final class Relay {
    private static final System.Logger LOG = System.getLogger(Relay.class.getName());

    /// When every channel that could serve the request is full.
    private static final Duration FULL = Duration.ofSeconds(1);

    private final Planning planning;
    private final Admissions admissions;
    private final Pursuit.Tools tools;

    Relay(Planning planning, Admissions admissions, Pursuit.Tools tools) {
        this.planning = planning;
        this.admissions = admissions;
        this.tools = tools;
    }

    void relay(Passage passage, Story story) {
        try (var _ = new KeepAlive(tools.waiting().alarms(), passage)) {
            carry(passage, story);
        } catch (RelayException e) {
            refuse(passage, story, e.failure());
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "stores do not answer for request " + passage.exchange().requestId(),
                    e);
            refuse(passage, story, new RelayFault.StateAway());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + passage.exchange().requestId() + " failed", e);
            refuse(passage, story, new RelayFault.Internal());
        }
    }

    private void carry(Passage passage, Story story) {
        List<Candidate> plan = planning.plan(passage, story);
        cover(passage, plan);
        var line = new Line(plan);
        Duration hedgeAfter = plan.getFirst().channel().conduct().hedgeAfter();
        if (hedgeAfter.isZero() || plan.size() == 1) {
            carry(pursue(passage, line, story, lifeline(passage)), passage, story);
            return;
        }
        var race = new Race(lifeline(passage), line, part -> pursue(passage, line, story, part));
        try {
            carry(race.run(tools.waiting().alarms(), hedgeAfter), passage, story);
        } finally {
            race.awaitLosers();
        }
    }

    private void cover(Passage passage, List<Candidate> plan) {
        admissions.cover(
                passage.exchange(), passage.ticket(), passage.call(), Estimates.dearest(plan));
    }

    private Optional<Opened> pursue(Passage passage, Line line, Story story, Lifeline lifeline) {
        return new Pursuit(tools, passage, line, story, lifeline).run();
    }

    private void carry(Optional<Opened> pursued, Passage passage, Story story) {
        try (Opened opened =
                pursued.orElseThrow(() ->
                        new RelayException(
                                new RelayFault.NoChannel(passage.call().model(), FULL)))) {
            story.serving(opened, opened.answer().status());
            opened.bridge().carry(opened.answer(), passage.delivery());
            story.succeeded();
        } catch (IOException e) {
            breakOff(passage, story, new RelayException(new RelayFault.ClientGone(), e));
        } catch (RelayException e) {
            breakOff(passage, story, e);
        }
    }

    /// What happens to an answer that has begun; anything earlier is thrown on.
    private void breakOff(Passage passage, Story story, RelayException why) {
        Optional<Opened> served = story.served();
        if (served.isEmpty() || !passage.delivery().begun()) {
            throw why;
        }
        Failure failure = served.get().part().explain(why).failure();
        served.get().tried().said(why.said());
        story.failed(failure, true, 200);
        served.get().bridge().breakOff(failure, passage.delivery());
    }

    private void refuse(Passage passage, Story story, Failure failure) {
        boolean begun = passage.delivery().begun();
        int seen = passage.refuse(failure, story.last());
        story.failed(failure, begun, seen);
    }

    private static Lifeline lifeline(Passage passage) {
        return passage.exchange().request().lifeline();
    }
}
