package dev.airelay.platform.dynamodb;

import dev.airelay.account.Tally;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.util.LinkedHashMap;
import java.util.Map;

/// A tally as numbers with names; those that are zero are not stored.
final class TallyCounts {
    private TallyCounts() {}

    /// @param prefix in front of each name
    static Map<String, Long> of(String prefix, Tally tally) {
        Tokens tokens = tally.tokens();
        var counts = new LinkedHashMap<String, Long>();
        counts.put(prefix + "requests", tally.requests());
        counts.put(prefix + "failures", tally.failures());
        counts.put(prefix + "input", tokens.input());
        counts.put(prefix + "cache_reads", tokens.cacheRead());
        counts.put(prefix + "cache_writes_5m", tokens.cacheWrite5m());
        counts.put(prefix + "cache_writes_1h", tokens.cacheWrite1h());
        counts.put(prefix + "output", tokens.output());
        counts.put(prefix + "reasoning", tokens.reasoning());
        counts.put(prefix + "cost_nanos", tally.cost().value());
        counts.put(prefix + "ms", tally.totalMillis());
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    static Item write(Item row, String prefix, Tally tally) {
        of(prefix, tally).forEach(row::number);
        return row;
    }

    static Tally read(Item row, String prefix) {
        return new Tally(
                row.numberOrZero(prefix + "requests"),
                row.numberOrZero(prefix + "failures"),
                new Tokens(
                        row.numberOrZero(prefix + "input"),
                        row.numberOrZero(prefix + "cache_reads"),
                        row.numberOrZero(prefix + "cache_writes_5m"),
                        row.numberOrZero(prefix + "cache_writes_1h"),
                        row.numberOrZero(prefix + "output"),
                        row.numberOrZero(prefix + "reasoning")),
                new Nanos(row.numberOrZero(prefix + "cost_nanos")),
                row.numberOrZero(prefix + "ms"));
    }
}
