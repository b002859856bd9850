package dev.airelay.bench.failures;

import dev.airelay.bench.failures.scenario.Cell;
import dev.airelay.bench.failures.scenario.Verdict;
import java.time.Duration;

/// How one cell went.
///
/// @param primaryCalls how often the gateway called the primary for it
record Outcome(Cell cell, Verdict verdict, Duration took, int primaryCalls, int fallbackCalls) {
    boolean failed() {
        return verdict instanceof Verdict.Failed;
    }

    String mark() {
        return switch (verdict) {
            case Verdict.Passed _ -> "✓";
            case Verdict.Failed _ -> "✗";
            case Verdict.NotSpoken _ -> "–";
        };
    }

    /// Empty unless it failed.
    String reason() {
        return verdict instanceof Verdict.Failed(String reason) ? reason : "";
    }
}
