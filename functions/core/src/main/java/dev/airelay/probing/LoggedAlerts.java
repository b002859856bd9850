package dev.airelay.probing;

import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import java.lang.System.Logger.Level;
import java.time.Instant;

/// Alerts as lines of the log, without a word of the upstream's own.
public final class LoggedAlerts implements Alerts {
    private static final System.Logger LOG = System.getLogger(LoggedAlerts.class.getName());

    @Override
    public void channelSuspended(Channel suspended, Instant failingSince, TestReport last) {
        LOG.log(
                Level.WARNING,
                "channel {0} ({1}) is taken out: it has failed since {2}, last with {3};"
                        + " it comes back by itself with its first good probe",
                suspended.name(),
                suspended.id(),
                failingSince,
                last.metric());
    }

    @Override
    public void channelRecovered(Channel recovered, ChannelStatus.Suspended was) {
        LOG.log(
                Level.INFO,
                "channel {0} ({1}) is back: it answers again; it was out since {2} with {3}",
                recovered.name(),
                recovered.id(),
                was.since(),
                was.reason());
    }
}
