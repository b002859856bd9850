package dev.airelay.upstream;

import java.time.Instant;

/// Whether requests may go to a channel.
public sealed interface Standing {
    /// They may, as long as its circuit is closed.
    record Enabled() implements Standing {}

    /// Somebody switched it off.
    record Disabled() implements Standing {}

    /// It failed for so long that the relay took it out. It comes back with its first good probe.
    ///
    /// @param reason what it failed with last, by the failure's metric name
    record Suspended(String reason, Instant since) implements Standing {}

    Standing ENABLED = new Enabled();
    Standing DISABLED = new Disabled();
}
