package dev.airelay.platform.dynamodb;

import dev.airelay.usage.Attempt;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Tokens;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageRecord;
import dev.airelay.usage.Uses;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Usage records in DynamoDB, one row a request, deleted by the table's time to live.
///
/// Texts that come from outside are cut after 1,000 characters, so that a row stays far below
/// DynamoDB's 400 KB
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html, read
/// 2026-11-21).
public final class DynamoUsageLog implements UsageLog {
    /// How long rows are kept unless someone says otherwise.
    public static final Duration USUAL_AGE = Duration.ofDays(90);

    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_ATTEMPTS = 100;

    /// Rows that give way, as [UsageRecord#givesWayTo] says.
    private static final Item ABANDONED = Item.empty().text("outcome", Outcome.ABANDONED.name());

    private static final Item ABANDONED_WITHOUT_COST =
            Item.empty().text("outcome", Outcome.ABANDONED.name()).number("cost_nanos", 0);

    private final Rows usage;
    private final Duration keep;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    /// @param keep from the start of the request until its row may be deleted
    public DynamoUsageLog(Supplier<DynamoDbClient> dynamo, Tables tables, Duration keep) {
        this.usage = new Rows(dynamo, tables.usage(), "request_id");
        this.keep = keep;
    }

    @Override
    public boolean write(UsageRecord record) {
        if (record.outcome() != Outcome.ABANDONED) {
            return usage.putOver(row(record), ABANDONED);
        }
        return record.outcome().bookable(record.cost())
                ? usage.putOver(row(record), ABANDONED_WITHOUT_COST)
                : usage.putIfAbsent(row(record));
    }

    private Item row(UsageRecord record) {
        Item row =
                Item.empty()
                        .text("request_id", record.requestId())
                        .text("trace_id", cut(record.traceId()))
                        .number("started_at_ms", record.startedAt().toEpochMilli())
                        .number("expires_at_s", record.startedAt().plus(keep).getEpochSecond())
                        .text("user_id", record.userId())
                        .text("key_id", record.keyId())
                        .text("group", record.group())
                        .text("project", record.project())
                        .text("channel_id", record.channelId())
                        .text("provider", record.provider())
                        .text("endpoint", record.endpoint())
                        .text("asked_model", cut(record.askedModel()))
                        .text("sent_model", cut(record.sentModel()))
                        .flag("streamed", record.streamed())
                        .number("status", record.status())
                        .text("outcome", record.outcome().name())
                        .text("failure", record.failure())
                        .number("total_ms", record.totalMillis())
                        .text("client_address", cut(record.clientAddress()))
                        .text("user_agent", cut(record.userAgent()));
        if (record.firstByteMillis() >= 0) {
            row.number("first_byte_ms", record.firstByteMillis());
        }
        if (!record.attempts().isEmpty()) {
            row.value("attempts", attempts(record.attempts()));
        }
        if (!record.skips().isEmpty()) {
            row.value("skips", skips(record.skips()));
        }
        if (!record.uses().isEmpty()) {
            row.value("uses", uses(record.uses()));
        }
        Tokens tokens = record.tokens();
        return row.text("tier", cut(record.tier()))
                .texts("notes", Set.copyOf(record.notes()))
                .text("token_source", record.source().name())
                .number("cost_nanos", record.cost().value())
                .text("price_version", record.priceVersion())
                .number("input_tokens", tokens.input())
                .number("cache_read_tokens", tokens.cacheRead())
                .number("cache_write_5m_tokens", tokens.cacheWrite5m())
                .number("cache_write_1h_tokens", tokens.cacheWrite1h())
                .number("output_tokens", tokens.output())
                .number("reasoning_tokens", tokens.reasoning());
    }

    private static AttributeValue uses(Uses uses) {
        Item counts = Item.empty();
        uses.counts().forEach(counts::number);
        return AttributeValue.fromM(counts.values());
    }

    private static AttributeValue attempts(List<Attempt> attempts) {
        return AttributeValue.fromL(
                attempts.stream()
                        .limit(MOST_ATTEMPTS)
                        .map(DynamoUsageLog::attempt)
                        .map(AttributeValue::fromM)
                        .toList());
    }

    private static Map<String, AttributeValue> attempt(Attempt attempt) {
        return Item.empty()
                .text("channel_id", attempt.channelId())
                .text("upstream_key_id", attempt.keyId())
                .text("sent_model", cut(attempt.model()))
                .text("failure", attempt.failure())
                .number("start_ms", attempt.startMillis())
                .number("duration_ms", attempt.millis())
                .text("detail", cut(attempt.detail()))
                .values();
    }

    private static AttributeValue skips(List<Skip> skips) {
        return AttributeValue.fromL(
                skips.stream()
                        .limit(MOST_ATTEMPTS)
                        .map(skip ->
                                Item.empty()
                                        .text("channel_id", skip.channelId())
                                        .text("model", cut(skip.model()))
                                        .text("why", skip.why().name())
                                        .values())
                        .map(AttributeValue::fromM)
                        .toList());
    }

    /// Never between the halves of a character.
    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? 1 : 0;
        return text.substring(0, LONGEST_TEXT - end);
    }
}
