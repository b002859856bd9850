package dev.airelay.quota;

import dev.airelay.health.HealthSnapshot;

/// What the counters tell whoever is admitted, about more than its own limits.
///
/// @param routesVersion names the state of channels and routes that is in force; opaque, empty when
///   nobody has announced a change since the counters were last empty. A value other than the one a
///   snapshot was loaded under means: load again
/// @param healths what all processes know of channels
public record News(String routesVersion, HealthSnapshot healths) {
    public static final News NONE = new News("", HealthSnapshot.UNKNOWN);
}
