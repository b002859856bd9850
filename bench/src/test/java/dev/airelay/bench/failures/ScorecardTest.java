package dev.airelay.bench.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.bench.failures.scenario.Cell;
import dev.airelay.bench.failures.scenario.Scenarios;
import dev.airelay.bench.failures.scenario.Verdict;
import dev.airelay.bench.failures.wire.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardTest {
    /// All pass but one; Messages are not spoken.
    private static List<Outcome> outcomes() {
        return Cell.of(Scenarios.all()).stream()
                .map(cell -> new Outcome(cell, verdict(cell), Duration.ofMillis(1_500), 1, 2))
                .toList();
    }

    private static Verdict verdict(Cell cell) {
        if (cell.dialect() == Dialect.MESSAGES) {
            return new Verdict.NotSpoken();
        }
        return cell.name().equals("cut-chat-stream")
                ? new Verdict.Failed("it lies")
                : new Verdict.Passed();
    }

    @Test
    void countsWhatPassedInEachColumn() {
        String text = new Scorecard("some gateway", outcomes()).markdown();
        assertTrue(text.contains("| cut | ✗ | ✓ | ✓ | ✓ | – | – |"), text);
        assertTrue(text.contains("| client-gone | ✓ |  | ✓ |  | – |  |"), text);
        assertTrue(
                text.contains("| **the sixteen** | 15/16 | 16/16 | 16/16 | 16/16 | – | – |"), text);
        assertTrue(text.contains("| **all** | 17/18 | 17/17 | 18/18 | 17/17 | – | – |"), text);
        assertTrue(
                text.contains(
                        "- cut-chat-stream: it lies (primary called 1, fallback 2 times; 1.5 s)"),
                text);
    }

    @Test
    void detailsHoldEachCell(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("details.json");
        Details.write("some gateway", outcomes(), file);
        JsonNode cells = new ObjectMapper().readTree(file.toFile()).get("cells");
        assertEquals(105, cells.size());
        for (JsonNode cell : cells) {
            if (cell.get("result").asText().equals("failed")) {
                assertEquals("cut", cell.get("scenario").asText());
                assertEquals("it lies", cell.get("reason").asText());
            }
        }
    }
}
