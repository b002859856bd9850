package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.usage.RequestId;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageLogContract;
import dev.airelay.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoUsageLogTest implements UsageLogContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final UsageLog log =
            new DynamoUsageLog(LocalDynamo::client, TABLES, DynamoUsageLog.USUAL_AGE);

    @Override
    public UsageLog log() {
        return log;
    }

    /// The row of the contract's user.
    private static Map<String, AttributeValue> row(String requestId) {
        return LocalDynamo.client()
                .getItem(ask ->
                        ask.tableName(TABLES.usage())
                                .key(
                                        Map.of(
                                                "user_id",
                                                AttributeValue.fromS("user-1"),
                                                "request_id",
                                                AttributeValue.fromS(requestId)))
                                .consistentRead(true))
                .item();
    }

    /// Numbers and texts alike, as text.
    private static Map<String, String> plain(Map<String, AttributeValue> row) {
        var plain = new TreeMap<String, String>();
        row.forEach((name, value) ->
                plain.put(
                        name,
                        switch (value.type()) {
                            case S -> value.s();
                            case N -> value.n();
                            case BOOL -> value.bool().toString();
                            case SS -> value.ss().toString();
                            case M -> plain(value.m()).toString();
                            default ->
                                    value.l().stream()
                                            .map(entry -> plain(entry.m()))
                                            .toList()
                                            .toString();
                        }));
        return plain;
    }

    @Test
    void everythingThatIsKnownIsInTheRow() {
        log.write(UsageLogContract.usage("full"));

        var started = Instant.parse("2026-11-21T10:20:30.456Z");
        assertEquals(
                new TreeMap<>(
                        Map.ofEntries(
                                Map.entry("request_id", "full"),
                                Map.entry("trace_id", "trace-full"),
                                Map.entry("started_at_ms", "" + started.toEpochMilli()),
                                Map.entry(
                                        "expires_at_s",
                                        "" + started.plus(Duration.ofDays(90)).getEpochSecond()),
                                Map.entry("user_id", "user-1"),
                                Map.entry("key_id", "key-1"),
                                Map.entry("group", "gold"),
                                Map.entry("project", "website"),
                                Map.entry("channel_id", "channel-2"),
                                Map.entry("provider", "anthropic"),
                                Map.entry("endpoint", "anthropic.messages"),
                                Map.entry("asked_model", "fast"),
                                Map.entry("sent_model", "claude-haiku-5"),
                                Map.entry("streamed", "true"),
                                Map.entry("status", "200"),
                                Map.entry("outcome", "SUCCESS"),
                                Map.entry("failure", "none"),
                                Map.entry(
                                        "attempts",
                                        "[{channel_id=channel-1, detail=Slow down., duration_ms=210,"
                                                + " failure=upstream_busy, sent_model=m-1,"
                                                + " start_ms=3, upstream_key_id=k1},"
                                                + " {channel_id=channel-2, duration_ms=640,"
                                                + " failure=none, sent_model=m-2,"
                                                + " start_ms=413, upstream_key_id=k2}]"),
                                Map.entry(
                                        "skips",
                                        "[{channel_id=channel-3, model=m, why=CIRCUIT_OPEN}]"),
                                Map.entry("token_source", "REPORTED"),
                                Map.entry("uses", "{web_search=2}"),
                                Map.entry("tier", "priority"),
                                Map.entry("notes", "[bounded]"),
                                Map.entry("cost_nanos", "4321000"),
                                Map.entry("price_version", "list-2026-11"),
                                Map.entry("input_tokens", "1200"),
                                Map.entry("cache_read_tokens", "800"),
                                Map.entry("cache_write_5m_tokens", "40"),
                                Map.entry("cache_write_1h_tokens", "5"),
                                Map.entry("output_tokens", "321"),
                                Map.entry("reasoning_tokens", "99"),
                                Map.entry("first_byte_ms", "655"),
                                Map.entry("total_ms", "4321"),
                                Map.entry("client_address", "198.51.100.7"),
                                Map.entry("user_agent", "claude-cli/9.9"))),
                plain(row("full")));
    }

    @Test
    void whatIsNotKnownIsNotInTheRow() {
        log.write(UsageLogContract.bare("sparse"));

        var names = row("sparse").keySet();

        for (String absent :
                new String[] {
                    "channel_id",
                    "price_version",
                    "first_byte_ms",
                    "attempts",
                    "skips",
                    "uses",
                    "tier",
                    "notes",
                    "user_agent"
                }) {
            assertTrue(!names.contains(absent), absent);
        }
    }

    @Test
    void longTextsFromOutsideAreCut() {
        UsageRecord bare = UsageLogContract.bare("long");
        String endless = "x".repeat(999) + "\uD83D\uDE00" + "x".repeat(500_000);
        log.write(
                new UsageRecord(
                        bare.requestId(),
                        endless,
                        bare.startedAt(),
                        bare.userId(),
                        bare.keyId(),
                        "",
                        "",
                        "",
                        "",
                        bare.endpoint(),
                        endless,
                        "",
                        false,
                        499,
                        bare.outcome(),
                        bare.failure(),
                        bare.attempts(),
                        bare.skips(),
                        bare.tokens(),
                        bare.source(),
                        bare.uses(),
                        bare.tier(),
                        bare.notes(),
                        bare.cost(),
                        bare.priceVersion(),
                        -1,
                        12,
                        "",
                        endless));

        for (String name : new String[] {"trace_id", "asked_model", "user_agent"}) {
            assertEquals("x".repeat(999), Objects.requireNonNull(row("long").get(name)).s(), name);
        }
    }

    @Test
    void theRecordsOfOneUserAreListedByTime() {
        var random = new SplittableRandom(1);
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        String before = RequestId.of(noon, random);
        String listed = RequestId.of(noon.plusMillis(2), random);
        log.write(UsageLogContract.usage(listed));
        log.write(UsageLogContract.usage(before));

        var after =
                LocalDynamo.client()
                        .query(ask ->
                                ask.tableName(TABLES.usage())
                                        .keyConditionExpression(
                                                "user_id = :user AND request_id > :from")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":user",
                                                        AttributeValue.fromS("user-1"),
                                                        ":from",
                                                        AttributeValue.fromS(
                                                                RequestId.of(
                                                                        noon.plusMillis(1),
                                                                        random)))))
                        .items();

        assertTrue(after.stream().anyMatch(row -> plain(row).containsValue(listed)));
        assertTrue(after.stream().noneMatch(row -> plain(row).containsValue(before)));
    }
}
