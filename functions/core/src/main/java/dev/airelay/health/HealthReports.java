package dev.airelay.health;

import dev.airelay.health.Observation.Answered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Brings what this process sees of channels to the board. Safe for many threads.
///
/// Failures are told at once. Answers of a channel that is well are collected and told together, at
/// most every [#PATIENCE], so that a healthy relay hardly writes. When others write all the time an
/// observation is dropped after a few tries; it was one of very many.
public final class HealthReports {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 4;

    private final ChannelBoard board;
    private final InstantSource clock;
    private final Map<String, UnreportedAnswers> collected = new ConcurrentHashMap<>();

    public HealthReports(ChannelBoard board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    /// @param known what this process was told last, to save a look
    /// @throws dev.airelay.failure.StoreException when the board does not answer; what was seen is
    ///   then forgotten
    public void tell(HealthSnapshot known, String channelId, List<Observation> seen) {
        Instant now = clock.instant();
        UnreportedAnswers untold =
                collected.computeIfAbsent(channelId, _ -> new UnreportedAnswers());
        boolean due = untold.due(PATIENCE, now);
        var news = new ArrayList<Observation>();
        for (Observation one : seen) {
            if (one instanceof Answered answered && !answered.probe()) {
                untold.add(answered);
                due = due || !known.of(channelId).to(answered.asker()).clean();
            } else {
                news.add(one);
            }
        }
        if (due || !news.isEmpty()) {
            news.addAll(0, untold.take(now));
            change(known, channelId, news, now);
        }
    }

    private void change(
            HealthSnapshot known, String channelId, List<Observation> news, Instant now) {
        HealthSnapshot latest = known;
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

    /// Whether this request is one that may try what is open of a channel for its asker now. Nobody
    /// may when others write all the time.
    ///
    /// @param asker as [Observation] knows it
    /// @throws dev.airelay.failure.StoreException when the board does not answer
    public boolean mayProbe(HealthSnapshot known, String channelId, String asker) {
        Instant now = clock.instant();
        return claims(
                known,
                channelId,
                health -> health.to(asker).mayProbe(now),
                health -> health.probing(asker, now));
    }

    /// Whether whoever asks is the one that probes a channel by its schedule now. Of many who ask
    /// within one interval one may, whatever else is told of the channel meanwhile; nobody may when
    /// others write all the time.
    ///
    /// @throws dev.airelay.failure.StoreException when the board does not answer
    public boolean mayCheck(HealthSnapshot known, String channelId, Duration interval) {
        Instant now = clock.instant();
        return claims(
                known,
                channelId,
                health -> health.checkDue(interval, now),
                health -> health.after(new Observation.Checked(), now));
    }

    private boolean claims(
            HealthSnapshot known,
            String channelId,
            Predicate<Health> may,
            UnaryOperator<Health> claim) {
        HealthSnapshot latest = known;
        for (int i = 0; i < MOST_TRIES && may.test(latest.of(channelId)); i++) {
            Health claimed = claim.apply(latest.of(channelId));
            if (board.swap(channelId, latest.note(channelId), HealthText.write(claimed))) {
                return true;
            }
            latest = board.healths();
        }
        return false;
    }
}
