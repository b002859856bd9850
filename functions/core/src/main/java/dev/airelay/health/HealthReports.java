package dev.airelay.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Brings what this process sees of channels to the board. Safe for many threads.
///
/// Failures are told at once. Answers of a channel that is well are collected and told together, at
/// most every [#PATIENCE], so that a healthy relay hardly writes. When others write all the time an
/// observation is dropped after a few tries; they have told the same.
public final class HealthReports {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 4;

    private final ChannelBoard board;
    private final InstantSource clock;
    private final Map<String, Answers> collected = new ConcurrentHashMap<>();

    public HealthReports(ChannelBoard board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    /// Answers that nobody was told of yet.
    ///
    /// @param timed how many of them measured their first content
    private record Answers(int times, int timed, double millis, Instant toldAt) {
        static final Answers NONE = new Answers(0, 0, 0, Instant.EPOCH);

        Answers and(Observation.Answered one) {
            boolean measured = one.firstTokenMillis() >= 0;
            return new Answers(
                    times + one.times(),
                    timed + (measured ? one.times() : 0),
                    millis + (measured ? one.firstTokenMillis() * one.times() : 0),
                    toldAt);
        }

        Observation.Answered together(boolean probe) {
            return new Observation.Answered(times, timed == 0 ? -1 : millis / timed, probe);
        }
    }

    /// @param known what this process was told last, to save a look
    /// @throws dev.airelay.failure.StoreException when the board does not answer; what was seen is
    ///   then forgotten
    public void tell(Healths known, String channelId, List<Observation> seen) {
        Instant now = clock.instant();
        var news = new ArrayList<Observation>();
        for (Observation one : seen) {
            switch (one) {
                case Observation.Answered answered when !answered.probe() ->
                        collected.merge(
                                channelId,
                                Answers.NONE.and(answered),
                                (before, _) -> before.and(answered));
                default -> news.add(one);
            }
        }
        Answers answers = collected.getOrDefault(channelId, Answers.NONE);
        boolean due =
                !news.isEmpty()
                        || !known.of(channelId).clean()
                        || !now.isBefore(answers.toldAt().plus(PATIENCE));
        if (due) {
            tell(known, channelId, news, now);
        }
    }

    private void tell(Healths known, String channelId, List<Observation> news, Instant now) {
        var told = new Answers(0, 0, 0, now);
        Answers answers = collected.put(channelId, told);
        if (answers != null && answers.times() > 0) {
            news.addFirst(answers.together(false));
        }
        if (!news.isEmpty()) {
            change(known, channelId, news, now);
        }
    }

    private void change(Healths known, String channelId, List<Observation> news, Instant now) {
        Healths latest = known;
        for (int i = 0; i < MOST_TRIES; i++) {
            Health after = latest.of(channelId);
            for (Observation one : news) {
                after = after.after(one, now);
            }
            if (board.swap(channelId, latest.note(channelId), HealthText.write(after))) {
                return;
            }
            latest = board.healths();
        }
    }

    /// Whether this request is the one that may try the open circuit of a channel now.
    ///
    /// @throws dev.airelay.failure.StoreException when the board does not answer
    public boolean mayProbe(Healths known, String channelId) {
        Instant now = clock.instant();
        Health health = known.of(channelId);
        return health.mayProbe(now)
                && board.swap(
                        channelId, known.note(channelId), HealthText.write(health.probing(now)));
    }

    /// Whether whoever asks is the one that probes a channel by its schedule now. Of many who ask
    /// within one interval one may, whatever else is told of the channel meanwhile; nobody may when
    /// others write all the time.
    ///
    /// @throws dev.airelay.failure.StoreException when the board does not answer
    public boolean mayCheck(Healths known, String channelId, Duration interval) {
        Instant now = clock.instant();
        Healths latest = known;
        for (int i = 0; i < MOST_TRIES && latest.of(channelId).checkDue(interval, now); i++) {
            Health claimed = latest.of(channelId).after(new Observation.Checked(), now);
            if (board.swap(channelId, latest.note(channelId), HealthText.write(claimed))) {
                return true;
            }
            latest = board.healths();
        }
        return false;
    }
}
