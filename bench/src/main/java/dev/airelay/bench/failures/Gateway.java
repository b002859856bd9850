package dev.airelay.bench.failures;

import dev.airelay.bench.failures.client.Address;
import dev.airelay.bench.failures.scenario.Naming;
import dev.airelay.bench.failures.wire.Dialect;
import java.util.Map;
import java.util.function.Function;

/// A running gateway, with the suite's upstream behind it.
///
/// @param access header fields that let a client of this dialect in
/// @param naming how its answers tell who served them
/// @param end stops it, where the suite has started it
record Gateway(
        String name,
        Address address,
        Function<Dialect, Map<String, String>> access,
        Naming naming,
        Runnable end)
        implements AutoCloseable {
    /// The header fields of the vendors' own clients.
    static Function<Dialect, Map<String, String>> key(String key) {
        return dialect ->
                dialect == Dialect.MESSAGES
                        ? Map.of("x-api-key", key, "anthropic-version", "2023-06-01")
                        : Map.of("authorization", "Bearer " + key);
    }

    @Override
    public void close() {
        end.run();
    }
}
