package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.util.ArrayList;
import java.util.List;

/// One square of the scorecard.
public record Cell(Scenario scenario, Dialect dialect, Mode mode) {
    /// Every cell of these scenarios, scenario by scenario.
    public static List<Cell> of(List<Scenario> scenarios) {
        var cells = new ArrayList<Cell>();
        for (Scenario scenario : scenarios) {
            for (Dialect dialect : Dialect.values()) {
                for (Mode mode : Mode.values()) {
                    if (scenario.covers(mode)) {
                        cells.add(new Cell(scenario, dialect, mode));
                    }
                }
            }
        }
        return cells;
    }

    public String name() {
        return scenario.name() + "-" + dialect.label() + "-" + mode.label();
    }

    /// The model that this cell's requests ask for.
    ///
    /// @param run tells runs against the same gateway apart
    public String model(String run) {
        return "fs-" + name() + "-" + run;
    }
}
