package dev.airelay.platform.dynamodb;

import dev.airelay.folding.DeadLetters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Dead letters in DynamoDB, kept for a year.
public final class DynamoDeadLetters implements DeadLetters {
    private static final Duration KEPT = Duration.ofDays(365);
    private static final int LONGEST_TEXT = 10_000;

    private final Rows rows;
    private final InstantSource clock;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoDeadLetters(Supplier<DynamoDbClient> dynamo, Tables tables, InstantSource clock) {
        this.rows = new Rows(dynamo, tables.deadLetters(), "id");
        this.clock = clock;
    }

    @Override
    public void bury(String id, String content, String reason) {
        var now = clock.instant();
        rows.putIfAbsent(
                Item.empty()
                        .text("id", id)
                        .text("content", cut(content))
                        .text("reason", cut(reason))
                        .number("buried_at_ms", now.toEpochMilli())
                        .number("expires_at_s", now.plus(KEPT).getEpochSecond()));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
