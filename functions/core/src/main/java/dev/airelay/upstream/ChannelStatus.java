package dev.airelay.upstream;

import java.time.Instant;

/// Whether requests may go to a channel.
public sealed interface ChannelStatus {
    /// They may, as long as its circuit is closed.
    record Enabled() implements ChannelStatus {}

    /// Somebody switched it off.
    record Disabled() implements ChannelStatus {}

    /// It failed for so long that the relay took it out. It comes back with its first good probe.
    ///
    /// @param reason what it failed with last, by the failure's metric name
    record Suspended(String reason, Instant since) implements ChannelStatus {}

    ChannelStatus ENABLED = new Enabled();
    ChannelStatus DISABLED = new Disabled();
}
