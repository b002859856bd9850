package dev.airelay.routing;

import dev.airelay.usage.Skip;
import java.time.Duration;
import java.util.List;

/// Where a request goes.
///
/// @param choices in the order in which to try them
/// @param skips channels that serve the model but cannot be asked now
/// @param known whether any channel of the group is configured for the model, usable or not
/// @param pause until the first of those whose circuits are open may be tried again; zero when
///   there is none
public record Plan(List<Choice> choices, List<Skip> skips, boolean known, Duration pause) {
    public Plan {
        choices = List.copyOf(choices);
        skips = List.copyOf(skips);
    }
}
