package dev.airelay.probing;

import dev.airelay.access.Revisions;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.failure.StoreException;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.ChannelStatus.Suspended;
import dev.airelay.upstream.ChannelStore;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Takes channels out and lets them in again, for all to know. Safe for many threads.
///
/// A channel that somebody changed meanwhile is left as they want it. An announcement that failed
/// is made up for by the next one of this process.
final class Suspension {
    private static final System.Logger LOG = System.getLogger(Suspension.class.getName());

    private final ChannelStore channels;
    private final Revisions revisions;
    private final Alerts alerts;
    private final AtomicBoolean owed = new AtomicBoolean();

    Suspension(ChannelStore channels, Revisions revisions, Alerts alerts) {
        this.channels = channels;
        this.revisions = revisions;
        this.alerts = alerts;
    }

    /// @throws StoreException when the store does not answer
    void suspend(Channel channel, Instant failingSince, TestReport last, Instant now) {
        save(channel.withStatus(new Suspended(last.metric(), now)))
                .ifPresent(saved -> alerts.channelSuspended(saved, failingSince, last));
    }

    /// @throws StoreException when the store does not answer
    void recover(Channel channel, Suspended was) {
        save(channel.withStatus(ChannelStatus.ENABLED))
                .ifPresent(saved -> alerts.channelRecovered(saved, was));
    }

    /// Announces what could not be announced when it happened.
    void catchUp() {
        if (owed.get()) {
            announce();
        }
    }

    /// Empty when somebody else was faster.
    private Optional<Channel> save(Channel changed) {
        Channel saved;
        try {
            saved = channels.save(changed);
        } catch (StaleRecordException _) {
            LOG.log(
                    Level.INFO,
                    "channel {0} was changed while it was probed and stays as it is",
                    changed.id());
            return Optional.empty();
        }
        announce();
        return Optional.of(saved);
    }

    /// One at a time, so that none is owed that a later one has made up for.
    private synchronized void announce() {
        try {
            revisions.routesChanged();
            owed.set(false);
        } catch (StoreException e) {
            owed.set(true);
            LOG.log(
                    Level.WARNING,
                    "a channel's status is stored, but could not be announced; the next run tries again",
                    e);
        }
    }
}
