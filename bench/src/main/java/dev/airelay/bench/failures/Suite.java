package dev.airelay.bench.failures;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.client.Client;
import dev.airelay.bench.failures.scenario.Cell;
import dev.airelay.bench.failures.scenario.Checks;
import dev.airelay.bench.failures.scenario.Good;
import dev.airelay.bench.failures.scenario.Scenario;
import dev.airelay.bench.failures.scenario.Stage;
import dev.airelay.bench.failures.scenario.Verdict;
import dev.airelay.bench.failures.upstream.Journal;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.upstream.ScriptedUpstream;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Plays scenarios against one gateway, all cells side by side.
///
/// Cells start one after another within a few seconds, so that a gateway which has just started is
/// not measured by how fast it warms up; they take as long as the slowest of them, a minute and a
/// half.
final class Suite {
    private static final Duration BETWEEN_STARTS = Duration.ofMillis(40);
    private static final Good GOOD = new Good();

    private final ScriptedUpstream upstream;
    private final List<Scenario> scenarios;
    private final String run;

    /// @param run part of every model's name: lower-case letters and digits
    Suite(ScriptedUpstream upstream, List<Scenario> scenarios, String run) {
        this.upstream = upstream;
        this.scenarios = List.copyOf(scenarios);
        this.run = run;
    }

    /// A model that will be asked for, in one dialect only.
    record Asked(Dialect dialect, String model) {}

    List<Asked> asked() {
        return Stream.concat(Cell.of(List.of(GOOD)).stream(), Cell.of(scenarios).stream())
                .map(cell -> new Asked(cell.dialect(), cell.model(run)))
                .toList();
    }

    /// Whether the gateway answers a good request in any dialect by now.
    boolean isServed(Gateway gateway) {
        for (Dialect dialect : Dialect.values()) {
            if (good(gateway, new Cell(GOOD, dialect, Mode.WHOLE)).status() == 200) {
                return true;
            }
        }
        return false;
    }

    /// @param progress takes each outcome as soon as it is known, on any thread
    /// @return in the order of the scorecard
    List<Outcome> run(Gateway gateway, Consumer<Outcome> progress) throws InterruptedException {
        Set<Dialect> spoken = spoken(gateway);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Outcome>>();
            for (Cell cell : Cell.of(scenarios)) {
                running.add(
                        threads.submit(() -> {
                            Outcome outcome = play(gateway, cell, spoken);
                            progress.accept(outcome);
                            return outcome;
                        }));
                Thread.sleep(BETWEEN_STARTS);
            }
            var outcomes = new ArrayList<Outcome>();
            for (Future<Outcome> one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a cell broke", e.getCause());
        }
    }

    private Set<Dialect> spoken(Gateway gateway) {
        var spoken = EnumSet.noneOf(Dialect.class);
        for (Dialect dialect : Dialect.values()) {
            int status = good(gateway, new Cell(GOOD, dialect, Mode.WHOLE)).status();
            if (status != 404 && status != 405) {
                spoken.add(dialect);
            }
        }
        return spoken;
    }

    private Answer good(Gateway gateway, Cell cell) {
        return stage(gateway, cell).ask();
    }

    private Outcome play(Gateway gateway, Cell cell, Set<Dialect> spoken)
            throws InterruptedException {
        if (!spoken.contains(cell.dialect())) {
            return new Outcome(cell, new Verdict.NotSpoken(), Duration.ZERO, 0, 0);
        }
        long start = System.nanoTime();
        Stage stage = stage(gateway, cell);
        var checks = new Checks();
        cell.scenario().act(stage, checks);
        Journal journal = stage.journal();
        checks.that(journal.calls(Role.PRIMARY) > 0, "the primary was never called");
        return new Outcome(
                cell,
                checks.verdict(),
                Duration.ofNanos(System.nanoTime() - start),
                journal.calls(Role.PRIMARY),
                journal.calls(Role.FALLBACK));
    }

    private Stage stage(Gateway gateway, Cell cell) {
        String model = cell.model(run);
        return new Stage(
                cell,
                model,
                new Client(gateway.address()),
                gateway.access().apply(cell.dialect()),
                gateway.naming(),
                upstream.expect(model, cell.scenario()));
    }
}
