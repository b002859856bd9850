package dev.airelay.relaying;

import dev.airelay.dialect.Repair;
import dev.airelay.failure.Failure;
import dev.airelay.failure.Failure.Again;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.RelayFault.KeyNotOpened;
import dev.airelay.failure.UpstreamFault.UpstreamLacksModel;
import dev.airelay.health.Resting;
import dev.airelay.http.Lifeline;
import dev.airelay.relaying.Slots.Slot;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Goes down the line for one request until an upstream says something. One thread; another pursuit
/// of the same request may run beside it.
final class Pursuit {
    /// How much longer than the exchange a slot may be held, should nobody give it back.
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    private final Tools tools;
    private final Passage passage;
    private final Line line;
    private final Story story;
    private final Lifeline lifeline;

    /// @param lifeline of the exchange, or of a part of it
    Pursuit(Tools tools, Passage passage, Line line, Story story, Lifeline lifeline) {
        this.tools = tools;
        this.passage = passage;
        this.line = line;
        this.story = story;
        this.lifeline = lifeline;
    }

    /// What every pursuit works with.
    record Tools(
            Openings openings,
            Repairs repairs,
            Slots slots,
            Conducts conducts,
            Backoff backoff,
            Waiting waiting) {}

    /// @return empty when the line held nobody who could be asked
    /// @throws RelayException with the last failure, when nobody answered; that a model is lacking
    ///   only when nobody has said anything else
    Optional<Opened> run() {
        Optional<RelayException> last = Optional.empty();
        for (var next = line.next(); next.isPresent(); next = line.next()) {
            Candidate candidate = next.get();
            Optional<Slot> slot = admit(candidate);
            if (slot.isEmpty()) {
                continue;
            }
            Optional<Opened> opened = Optional.empty();
            try {
                opened = Optional.of(open(candidate, slot.get()));
                return opened;
            } catch (RelayException e) {
                RelayException why = Part.explain(lifeline, e);
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
        if (candidate.choice().probe() && !tools.conducts.mayProbe(passage, channel)) {
            skip(candidate, Why.ON_TRIAL);
            return Optional.empty();
        }
        Duration lease = passage.exchange().left().plus(LEASE_MARGIN);
        Optional<Slot> slot = tools.slots.take(channel, holder(candidate), lease);
        if (slot.isEmpty()) {
            skip(candidate, Why.FULL);
        }
        return slot;
    }

    /// Two pursuits of one request may be with one channel at a time, for two models: each holds a
    /// slot of its own.
    private String holder(Candidate candidate) {
        return passage.exchange().requestId() + "/" + candidate.choice().model();
    }

    private void skip(Candidate candidate, Why why) {
        story.skipped(List.of(new Skip(candidate.channel().id(), candidate.choice().model(), why)));
    }

    /// A try that fails for its key is made again with the next key at once; one that fails for a
    /// moment, after a while.
    private Opened open(Candidate candidate, Slot slot) {
        List<UpstreamKey> keys = candidate.choice().keys();
        int retries = candidate.choice().probe() ? 0 : candidate.channel().conduct().maxRetry();
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
                    tools.conducts.failed(passage, candidate, failure);
                    throw e;
                }
            }
        }
    }

    /// An upstream that refuses what the relay added is asked once more without it, which is no
    /// retry: the first call was the relay's own mistake.
    private Opened attempt(Candidate candidate, UpstreamKey key, Slot slot) {
        Channel channel = candidate.channel();
        List<Repair> additions = passage.upstream().additions(passage.call());
        Set<Repair> known = tools.repairs.known(channel, additions);
        try {
            return attempt(candidate, key, slot, known);
        } catch (RelayException e) {
            Set<Repair> repairs = Repairs.after(known, additions, e.said());
            if (repairs.equals(known)) {
                throw e;
            }
            Opened opened = attempt(candidate, key, slot, repairs);
            tools.repairs.helped(channel, repairs);
            return opened;
        }
    }

    private Opened attempt(Candidate candidate, UpstreamKey key, Slot slot, Set<Repair> repairs) {
        Tried tried = story.trying(candidate, key, repairs);
        try {
            Opened opened = tools.openings.open(passage, tried, slot, lifeline);
            tried.ended("none", passage.exchange().elapsedMillis());
            return opened;
        } catch (RelayException e) {
            story.failed(tried, e.failure(), e.said());
            throw e;
        }
    }

    private boolean rests(Candidate candidate, UpstreamKey key, Failure failure) {
        Optional<Duration> rest = Blame.rest(failure);
        rest.ifPresent(length ->
                tools.conducts.rests(
                        passage, candidate, new Resting.Key(key.id()), length, failure));
        return rest.isPresent();
    }

    private boolean waited(int tries, Failure failure) {
        if (failure.again() != Again.HERE) {
            return false;
        }
        Optional<Duration> wait =
                tools.backoff
                        .before(tries, failure, line.isEmpty())
                        .filter(length -> length.compareTo(passage.exchange().left()) < 0);
        wait.ifPresent(length -> tools.waiting.pause().pause(length, lifeline));
        return wait.isPresent() && lifeline.whyCut().isEmpty();
    }
}
