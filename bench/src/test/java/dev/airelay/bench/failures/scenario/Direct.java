package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Address;
import dev.airelay.bench.failures.client.Client;
import dev.airelay.bench.failures.upstream.Journal;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.upstream.Script;
import dev.airelay.bench.failures.upstream.ScriptedUpstream;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;

/// Scenarios in front of which stands no gateway, or a bad one.
final class Direct {
    private Direct() {}

    static Client client(ScriptedUpstream upstream, Role role) {
        return new Client(
                new Address(false, "127.0.0.1", upstream.port(), "/" + role.label() + "/v1"));
    }

    static Stream<Cell> cells(Scenario scenario) {
        return Stream.of(Dialect.values())
                .flatMap(dialect ->
                        Stream.of(Mode.values()).map(mode -> new Cell(scenario, dialect, mode)))
                .filter(cell -> scenario.covers(cell.mode()));
    }

    /// The client asks the primary itself.
    static Verdict withoutGateway(Cell cell) throws IOException, InterruptedException {
        try (var upstream = new ScriptedUpstream(0)) {
            return play(cell, upstream, client(upstream, Role.PRIMARY));
        }
    }

    /// A gateway that calls the upstreams as it likes.
    @FunctionalInterface
    interface Calls {
        void make(Client primary, Client fallback, Cell cell);
    }

    /// The client asks a gateway that makes these calls first, and then answers as one should
    /// whatever came of them.
    static Verdict behind(Calls calls, Cell cell) throws IOException, InterruptedException {
        try (var upstream = new ScriptedUpstream(0);
                var front = new ScriptedUpstream(0)) {
            front.expect(
                    cell.model("t"),
                    play -> {
                        calls.make(
                                client(upstream, Role.PRIMARY),
                                client(upstream, Role.FALLBACK),
                                cell);
                        play.good();
                    });
            return play(cell, upstream, client(front, Role.PRIMARY));
        }
    }

    /// The client asks a gateway that answers by a script, and no upstream is called.
    static Verdict saying(Script script, Cell cell) throws IOException, InterruptedException {
        try (var upstream = new ScriptedUpstream(0);
                var front = new ScriptedUpstream(0)) {
            front.expect(cell.model("t"), script);
            return play(cell, upstream, client(front, Role.PRIMARY));
        }
    }

    private static Verdict play(Cell cell, ScriptedUpstream upstream, Client client)
            throws InterruptedException {
        String model = cell.model("t");
        Journal journal = upstream.expect(model, cell.scenario());
        var checks = new Checks();
        cell.scenario()
                .act(new Stage(cell, model, client, Map.of(), Naming.BY_MODEL, journal), checks);
        return checks.verdict();
    }
}
