package dev.airelay.bench.failures.scenario;

import java.util.List;
import java.util.stream.Stream;

/// All there are, in the order of the scorecard.
public final class Scenarios {
    /// Those that other gateways are measured by as well.
    public static final List<Scenario> SIXTEEN =
            List.of(
                    new RetryAfter(),
                    new PersistentRateLimit(),
                    new OneServerError(),
                    new PersistentlyUnavailable(),
                    new Reset(),
                    new NoResponse(),
                    new SlowFirstToken(),
                    new Cut(),
                    new Stall(),
                    new Malformed(),
                    new NoEnd(),
                    new ContextLength(),
                    new ContentFilter(),
                    new Prefill(),
                    new Flap(),
                    new NamesFallback());

    /// Those that we add.
    public static final List<Scenario> FURTHER = List.of(new ClientGone(), new Poisoned());

    private Scenarios() {}

    public static List<Scenario> all() {
        return Stream.concat(SIXTEEN.stream(), FURTHER.stream()).toList();
    }
}
