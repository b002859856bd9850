package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.client.Ask;
import dev.airelay.bench.failures.client.Client;
import dev.airelay.bench.failures.upstream.Journal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/// The client's end of one cell, and the upstream's journal beside it.
///
/// @param headers with which the gateway lets the client in
public record Stage(
        Cell cell,
        String model,
        Client client,
        Map<String, String> headers,
        Naming naming,
        Journal journal) {
    /// Longer than every limit of the suite.
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    /// A plain request, listened to until its end.
    public Answer ask() {
        return ask(Requests.plain(cell.dialect(), cell.mode(), model));
    }

    Answer ask(String body) {
        return ask(body, Map.of());
    }

    /// @param further header fields
    Answer ask(String body, Map<String, String> further) {
        var all = new HashMap<>(headers);
        all.putAll(further);
        return client.ask(new Ask(cell.dialect(), all, body, PATIENCE));
    }

    /// A plain request whose client leaves as soon as it has enough.
    Answer askUntil(Predicate<Answer> enough) {
        String body = Requests.plain(cell.dialect(), cell.mode(), model);
        return client.ask(new Ask(cell.dialect(), headers, body, PATIENCE, enough));
    }
}
