package dev.airelay.probing;

import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import java.time.Instant;

/// Tells those who run the relay what it did by itself. Safe for use by many threads; never throws.
public interface Alerts {
    /// No request goes to the channel any more, until its first good probe.
    ///
    /// @param suspended as it is stored now
    /// @param failingSince its first failure that no answer has followed
    /// @param last the probe that decided it
    void channelSuspended(Channel suspended, Instant failingSince, TestReport last);

    /// Requests go to the channel again.
    ///
    /// @param recovered as it is stored now
    /// @param was how it stood until now
    void channelRecovered(Channel recovered, ChannelStatus.Suspended was);
}
