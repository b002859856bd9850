package dev.airelay.bench.failures;

import dev.airelay.bench.failures.scenario.Cell;
import dev.airelay.bench.failures.scenario.Scenario;
import dev.airelay.bench.failures.scenario.Scenarios;
import dev.airelay.bench.failures.scenario.Verdict;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a run showed, for people: a Markdown table, and a line of reason for each fail.
///
/// @param gateway its name
record Scorecard(String gateway, List<Outcome> outcomes) {
    private record Column(Dialect dialect, Mode mode) {
        boolean holds(Cell cell) {
            return cell.dialect() == dialect && cell.mode() == mode;
        }
    }

    private static final List<Column> COLUMNS =
            List.of(
                    new Column(Dialect.CHAT, Mode.STREAM),
                    new Column(Dialect.CHAT, Mode.WHOLE),
                    new Column(Dialect.RESPONSES, Mode.STREAM),
                    new Column(Dialect.RESPONSES, Mode.WHOLE),
                    new Column(Dialect.MESSAGES, Mode.STREAM),
                    new Column(Dialect.MESSAGES, Mode.WHOLE));

    String markdown() {
        var text = new StringBuilder();
        text.append("| " + gateway);
        COLUMNS.forEach(
                one -> text.append(" | " + one.dialect().label() + ", " + one.mode().label()));
        text.append(" |\n|---").append("|:-:".repeat(COLUMNS.size())).append("|\n");
        for (Scenario scenario : scenarios()) {
            row(text, scenario.name(), column -> mark(scenario, column));
        }
        row(text, "**the sixteen**", column -> total(column, Scenarios.SIXTEEN::contains));
        row(text, "**all**", column -> total(column, _ -> true));
        List<Outcome> failed = outcomes.stream().filter(Outcome::failed).toList();
        failed.forEach(one ->
                text.append(failed.getFirst().equals(one) ? "\n" : "")
                        .append("- ")
                        .append(line(one))
                        .append('\n'));
        return text.toString();
    }

    /// A cell in one line, for progress and for reasons.
    static String line(Outcome outcome) {
        String calls =
                "primary called %d, fallback %d times; %.1f s"
                        .formatted(
                                outcome.primaryCalls(),
                                outcome.fallbackCalls(),
                                outcome.took().toMillis() / 1e3);
        return outcome.cell().name()
                + (outcome.failed() ? ": " + outcome.reason() : "")
                + " ("
                + calls
                + ")";
    }

    private List<Scenario> scenarios() {
        return outcomes.stream().map(one -> one.cell().scenario()).distinct().toList();
    }

    private static void row(StringBuilder text, String title, Function<Column, String> of) {
        text.append("| ")
                .append(title)
                .append(" | ")
                .append(COLUMNS.stream().map(of).collect(Collectors.joining(" | ")))
                .append(" |\n");
    }

    private String mark(Scenario scenario, Column column) {
        Optional<Outcome> found =
                outcomes.stream()
                        .filter(one -> one.cell().scenario().equals(scenario))
                        .filter(one -> column.holds(one.cell()))
                        .findFirst();
        return found.map(Outcome::mark).orElse("");
    }

    private String total(Column column, Predicate<Scenario> counts) {
        List<Outcome> those =
                outcomes.stream()
                        .filter(one -> column.holds(one.cell()))
                        .filter(one -> counts.test(one.cell().scenario()))
                        .filter(one -> !(one.verdict() instanceof Verdict.NotSpoken))
                        .toList();
        long passed = those.stream().filter(one -> !one.failed()).count();
        return those.isEmpty() ? "–" : passed + "/" + those.size();
    }
}
