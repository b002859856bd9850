package dev.airelay.bench.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.airelay.bench.Gateways;
import dev.airelay.bench.failures.scenario.Cell;
import dev.airelay.bench.failures.scenario.Scenarios;
import dev.airelay.bench.failures.scenario.Verdict;
import dev.airelay.bench.failures.upstream.ScriptedUpstream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The whole suite against the relay as people start it: every cell passes.
class RelayFailuresTest {
    private static List<Outcome> outcomes() throws Exception {
        Path root = Path.of(System.getProperty("relay.root"));
        try (var upstream = new ScriptedUpstream(0)) {
            var suite = new Suite(upstream, Scenarios.all(), "test");
            var gateways = new Gateways(root, Map.of("LANG", "en_US.UTF-8"), upstream.port());
            try (Gateway relay = new Contenders(gateways, upstream).relay(suite.asked())) {
                return suite.run(relay, outcome -> {});
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCellPasses() throws Exception {
        List<Outcome> outcomes = outcomes();
        assertEquals(Cell.of(Scenarios.all()).size(), outcomes.size());
        return outcomes.stream()
                .map(outcome ->
                        DynamicTest.dynamicTest(
                                outcome.cell().name(),
                                () -> {
                                    if (!(outcome.verdict() instanceof Verdict.Passed)) {
                                        fail(Scorecard.line(outcome));
                                    }
                                }));
    }
}
