package dev.airelay.bench.environments;

import dev.airelay.bench.Medians;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What all environments showed, as Markdown tables.
///
/// @param requests to each environment
record Report(List<Run> runs, int requests) {
    private static final double MILLION = 1e6;

    String markdown() {
        return limits()
                + table(
                        "CPU ms a request: mean of the range, median of the environments",
                        range -> run -> run.mean(range, Sample::cpu))
                + table(
                        "First byte, ms: median of the range, median of the environments",
                        range -> run -> run.median(range, Sample::firstByte))
                + table(
                        "Until it asks for the next invocation, ms: mean of the range, median of the"
                                + " environments",
                        range -> run -> run.mean(range, Sample::next))
                + lives()
                + calls();
    }

    private String limits() {
        return runs.stream()
                .map(run -> "CPU at " + run.setting().memoryLabel() + ": " + run.how() + ".")
                .distinct()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private String table(String title, Function<Range, ToDoubleFunction<Run>> value) {
        List<Range> ranges = Range.of(requests);
        var text = new StringBuilder("\n" + title + "\n\n" + Setting.HEADS + "| dialect | answer");
        ranges.forEach(range -> text.append(" | ").append(range.label()));
        text.append(" |\n" + Setting.ALIGNED + "|---|---")
                .append("|--:".repeat(ranges.size()))
                .append("|\n");
        for (Setting setting : settings()) {
            for (Case one : of(setting).stream().map(Run::one).distinct().toList()) {
                List<Run> those =
                        of(setting).stream().filter(run -> run.one().equals(one)).toList();
                text.append(setting.columns()).append(one.columns());
                for (Range range : ranges) {
                    text.append(cell(median(those, value.apply(range))));
                }
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private String lives() {
        var text =
                new StringBuilder("\nLife, medians of all environments\n\n")
                        .append(Setting.HEADS)
                        .append("| init ms | init CPU ms | restore ms | restore CPU ms")
                        .append(" | RSS MB at the snapshot | after request 1 | at the end")
                        .append(" | CPU ms of one freeze |\n")
                        .append(Setting.ALIGNED)
                        .append("|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (Setting setting : settings()) {
            List<Run> those = of(setting);
            text.append(setting.columns());
            List.<ToDoubleFunction<Life>>of(
                            life -> life.init() / MILLION,
                            life -> life.initCpu() / MILLION,
                            life -> life.restore() / MILLION,
                            life -> life.restoreCpu() / MILLION,
                            life -> life.sizeAtSnapshot() / (double) (1 << 20),
                            life -> life.sizeAfterFirst() / (double) (1 << 20),
                            life -> life.sizeAtEnd() / (double) (1 << 20),
                            life -> life.freezeCpu() / MILLION)
                    .forEach(part ->
                            text.append(
                                    cell(median(those, run -> part.applyAsDouble(run.life())))));
            text.append("|\n");
        }
        return text.toString();
    }

    private String calls() {
        List<Range> ranges = Range.of(requests);
        var text =
                new StringBuilder("\nCalls of AWS a request, mean of all environments\n\n")
                        .append(Setting.HEADS)
                        .append("| operation");
        ranges.forEach(range -> text.append(" | ").append(range.label()));
        text.append(" |\n" + Setting.ALIGNED + "|---")
                .append("|--:".repeat(ranges.size()))
                .append("|\n");
        for (Setting setting : settings()) {
            for (String operation : operations(setting)) {
                text.append(setting.columns()).append("| ").append(operation).append(' ');
                ranges.forEach(range -> text.append(cell(callsOf(setting, operation, range))));
                text.append("|\n");
            }
        }
        return text.toString();
    }

    private TreeSet<String> operations(Setting setting) {
        return of(setting).stream()
                .flatMap(run -> run.calls().values().stream())
                .flatMap(calls -> calls.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private double callsOf(Setting setting, String operation, Range range) {
        int width = range.to() - range.from() + 1;
        return of(setting).stream()
                .mapToDouble(run ->
                        run.calls()
                                        .getOrDefault(range, Map.of())
                                        .getOrDefault(operation, 0L)
                                        .doubleValue()
                                / width)
                .average()
                .orElse(0);
    }

    private List<Setting> settings() {
        return runs.stream().map(Run::setting).distinct().toList();
    }

    private List<Run> of(Setting setting) {
        return runs.stream().filter(run -> run.setting().equals(setting)).toList();
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> value) {
        return Medians.of(runs.stream().map(value::applyAsDouble).toList());
    }

    private static String cell(double value) {
        return String.format(Locale.ROOT, value < 100 ? "| %.2f " : "| %.0f ", value);
    }
}
