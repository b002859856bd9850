package dev.airelay.platform.dynamodb;

import dev.airelay.account.Charge;
import dev.airelay.account.Period;
import dev.airelay.account.Rollup;
import dev.airelay.account.Tally;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// How rollups lie in the table of rollups: those of a user's keys together, and those of what
/// served all users on one day, each in the order of time. Each hour has its own numbers,
/// `h13_requests` and so on.
///
/// A user's keys that the ledger has no room for are there too.
final class RollupRows {
    /// A name of this length and a few ids fit into a sort key, which may have 1,024 bytes
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html, read
    /// 2026-11-21), in any script.
    private static final int LONGEST_NAME = 200;

    private RollupRows() {}

    static String seriesOf(String userId) {
        return "user/" + userId;
    }

    /// @param day as [Period#DAY] names it
    static String seriesOfDay(String day) {
        return "day/" + day;
    }

    static Map<String, AttributeValue> key(Rollup rollup) {
        String start = Period.HOUR.of(rollup.start()) + "/";
        return switch (rollup) {
            case Rollup.OfKey of -> key(seriesOf(of.userId()), start + of.keyId());
            case Rollup.OfService of ->
                    key(
                            seriesOfDay(Period.DAY.of(of.start())),
                            start
                                    + String.join(
                                            "/",
                                            Integer.toString(of.lane()),
                                            of.channelId(),
                                            of.group(),
                                            shortened(of.model())));
        };
    }

    /// The row for what a key has used in its whole life.
    static Map<String, AttributeValue> keyOfKey(String userId, String keyId) {
        return key(seriesOf(userId), "ever/" + keyId);
    }

    private static Map<String, AttributeValue> key(String series, String rollup) {
        return Map.of(
                "series",
                AttributeValue.fromS(series),
                "time_bucket",
                AttributeValue.fromS(rollup));
    }

    private static String shortened(String name) {
        if (name.length() <= LONGEST_NAME) {
            return name;
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The writes that count charges, one for each rollup.
    static List<TransactWriteItem> count(String table, List<Charge> charges) {
        var rollups = new LinkedHashMap<Rollup, Map<Integer, Tally>>();
        for (Charge charge : charges) {
            int hour = hour(charge.use().startedAt());
            for (Rollup rollup : charge.rollups()) {
                rollups.computeIfAbsent(rollup, _ -> new TreeMap<>())
                        .merge(hour, charge.tally(), Tally::plus);
            }
        }
        var writes = new ArrayList<TransactWriteItem>();
        rollups.forEach((rollup, hours) ->
                writes.add(TransactWriteItem.builder().update(add(table, rollup, hours)).build()));
        return writes;
    }

    private static int hour(Instant when) {
        return when.atOffset(ZoneOffset.UTC).getHour();
    }

    private static Update add(String table, Rollup rollup, Map<Integer, Tally> hours) {
        var added = new ArrayList<String>();
        var values = new HashMap<String, AttributeValue>();
        hours.forEach((hour, tally) ->
                TallyCounts.of(prefix(hour), tally)
                        .forEach((name, count) -> {
                            added.add(name + " :" + name);
                            values.put(":" + name, AttributeValue.fromN(Long.toString(count)));
                        }));
        var update = Update.builder().tableName(table).key(key(rollup));
        String set = "";
        if (rollup instanceof Rollup.OfService of) {
            set = " SET " + names(of, values);
            update.expressionAttributeNames(Map.of("#group", "group"));
        }
        return update.updateExpression("ADD " + String.join(", ", added) + set)
                .expressionAttributeValues(values)
                .build();
    }

    private static String names(Rollup.OfService of, Map<String, AttributeValue> values) {
        values.put(":model", AttributeValue.fromS(of.model()));
        values.put(":channel", AttributeValue.fromS(of.channelId()));
        values.put(":group", AttributeValue.fromS(of.group()));
        return "asked_model = :model, channel_id = :channel, #group = :group";
    }

    /// The write of what a key has used in its whole life.
    static TransactWriteItem ever(String table, String userId, String keyId, Tally tally) {
        var row = new Item(new HashMap<>(keyOfKey(userId, keyId)));
        return TransactWriteItem.builder()
                .put(
                        Put.builder()
                                .tableName(table)
                                .item(TallyCounts.write(row, "", tally).values())
                                .build())
                .build();
    }

    static String prefix(int hour) {
        return "h%02d_".formatted(hour);
    }
}
