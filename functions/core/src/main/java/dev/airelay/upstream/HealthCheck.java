package dev.airelay.upstream;

import java.time.Duration;

/// How a channel is probed when nobody uses it. Each probe is a short request that its vendor may
/// charge.
///
/// @param model that is asked for, as clients would ask; empty: none, the channel is never probed
/// @param interval between two probes; zero: never
public record HealthCheck(String model, Duration interval) {
    public static final HealthCheck NONE = new HealthCheck("", Duration.ZERO);

    /// Whether probes happen at all.
    public boolean scheduled() {
        return !model.isEmpty() && interval.isPositive();
    }
}
