package dev.airelay.platform.dynamodb;

import dev.airelay.account.Tallies.Place;
import dev.airelay.account.Tally;
import dev.airelay.usage.Tokens;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// How tallies lie in their table: all periods of one kind of one subject together, sorted by time.
final class TallyRows {
    private TallyRows() {}

    static Map<String, AttributeValue> key(Place place) {
        String subject =
                place.subject().dimension() + "/" + place.kind() + "/" + place.subject().id();
        return Map.of(
                "subject",
                AttributeValue.fromS(subject),
                "period",
                AttributeValue.fromS(place.period()));
    }

    static Update add(String table, Place place, Tally tally) {
        Map<String, Long> counts = counts(tally);
        counts.values().removeIf(count -> count == 0);
        var values = new HashMap<String, AttributeValue>();
        counts.forEach((name, count) ->
                values.put(":" + name, AttributeValue.fromN(Long.toString(count))));
        return Update.builder()
                .tableName(table)
                .key(key(place))
                .updateExpression(
                        counts.keySet().stream()
                                .map(name -> name + " :" + name)
                                .collect(Collectors.joining(", ", "ADD ", "")))
                .expressionAttributeValues(values)
                .build();
    }

    private static Map<String, Long> counts(Tally tally) {
        Tokens tokens = tally.tokens();
        var counts = new LinkedHashMap<String, Long>();
        counts.put("requests", tally.requests());
        counts.put("failures", tally.failures());
        counts.put("input_tokens", tokens.input());
        counts.put("cache_read_tokens", tokens.cacheRead());
        counts.put("cache_write_5m_tokens", tokens.cacheWrite5m());
        counts.put("cache_write_1h_tokens", tokens.cacheWrite1h());
        counts.put("output_tokens", tokens.output());
        counts.put("reasoning_tokens", tokens.reasoning());
        counts.put("cost_nanos", tally.cost().value());
        counts.put("total_ms", tally.totalMillis());
        return counts;
    }

    static Tally tally(Item row) {
        return new Tally(
                row.numberOrZero("requests"),
                row.numberOrZero("failures"),
                new Tokens(
                        row.numberOrZero("input_tokens"),
                        row.numberOrZero("cache_read_tokens"),
                        row.numberOrZero("cache_write_5m_tokens"),
                        row.numberOrZero("cache_write_1h_tokens"),
                        row.numberOrZero("output_tokens"),
                        row.numberOrZero("reasoning_tokens")),
                row.nanosOrZero("cost_nanos"),
                row.numberOrZero("total_ms"));
    }
}
