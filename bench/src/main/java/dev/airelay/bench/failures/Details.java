package dev.airelay.bench.failures;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What a run showed, for programs: one JSON object a cell.
final class Details {
    private Details() {}

    static void write(String gateway, List<Outcome> outcomes, Path file) throws IOException {
        var json = new ObjectMapper();
        ObjectNode root = json.createObjectNode().put("gateway", gateway);
        ArrayNode cells = root.putArray("cells");
        for (Outcome outcome : outcomes) {
            cells.addObject()
                    .put("scenario", outcome.cell().scenario().name())
                    .put("dialect", outcome.cell().dialect().label())
                    .put("mode", outcome.cell().mode().label())
                    .put("result", word(outcome))
                    .put("reason", outcome.reason())
                    .put("took_ms", outcome.took().toMillis())
                    .put("primary_calls", outcome.primaryCalls())
                    .put("fallback_calls", outcome.fallbackCalls());
        }
        json.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static String word(Outcome outcome) {
        return outcome.verdict().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
