package dev.airelay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.bench.ConsumedUnits.Count;
import dev.airelay.bench.RequestUnits.Row;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What docs/money.md says that a request costs in DynamoDB, as DynamoDB Local counts it: by the
/// sizes of rows and indexes, twice in transactions.
class RequestUnitsTest {
    private static Count settled(int users, double written) {
        return new Count(Map.of("Query", users, "TransactWriteItems", users), written, users);
    }

    @Test
    void aRequestCostsWhatTheDocumentationSays() throws Exception {
        Map<String, Count> counted =
                RequestUnits.measure(Path.of(System.getProperty("relay.root"))).stream()
                        .collect(Collectors.toMap(Row::name, Row::count));

        assertEquals(
                Map.of(
                        "proxy: a record",
                        new Count(Map.of("PutItem", 1), 1, 0),
                        "settle: a lone request",
                        settled(1, 6),
                        "settle: the next one",
                        settled(1, 6),
                        "settle: 10 of one user",
                        settled(1, 6),
                        "settle: 50 of one user",
                        settled(1, 10),
                        "settle: 50 of 50 users",
                        settled(50, 300)),
                counted);
    }
}
