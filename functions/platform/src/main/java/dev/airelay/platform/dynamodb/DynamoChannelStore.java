package dev.airelay.platform.dynamodb;

import dev.airelay.secret.Sealed;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.HealthCheck;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import dev.airelay.upstream.ServedModels;
import dev.airelay.upstream.Target;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamKey;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Channels in DynamoDB, with their upstream keys in sealed form. Times are kept to the
/// millisecond.
public final class DynamoChannelStore implements ChannelStore {
    private final Records<Channel> channels;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoChannelStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        String table = tables.channels();
        this.channels =
                new Records<>(
                        new Rows(dynamo, table, "id"),
                        new RowReader<>(table, "id", DynamoChannelStore::channel),
                        DynamoChannelStore::row);
    }

    @Override
    public List<Channel> all() {
        return channels.all();
    }

    @Override
    public Channel save(Channel channel) {
        channels.save(channel, channel.revision());
        return channel.withRevision(channel.revision() + 1);
    }

    private static Item row(Channel channel) {
        Item row = Item.empty().text("id", channel.id()).text("name", channel.name());
        write(row, channel.target());
        write(row, channel.served());
        write(row, channel.policy());
        write(row, channel.status());
        return row.number("priority", channel.rank().priority())
                .number("weight", channel.rank().weight())
                .text("check_model", channel.check().model())
                .number("check_interval_ms", channel.check().interval().toMillis());
    }

    private static Channel channel(Item row) {
        return new Channel(
                row.text("id"),
                row.text("name"),
                target(row),
                served(row),
                new Rank((int) row.number("priority"), (int) row.number("weight")),
                policy(row),
                new HealthCheck(row.text("check_model"), row.millis("check_interval_ms")),
                status(row),
                row.number("revision"));
    }

    private static void write(Item row, Target target) {
        row.text("kind", target.kind().name())
                .text("provider", target.provider())
                .text("base_url", target.baseUrl().toString())
                .value(
                        "keys",
                        AttributeValue.fromL(
                                target.keys().stream()
                                        .map(DynamoChannelStore::key)
                                        .map(AttributeValue::fromM)
                                        .toList()));
    }

    private static Map<String, AttributeValue> key(UpstreamKey key) {
        return Item.empty()
                .text("id", key.id())
                .text("sealed", key.sealed().text())
                .text("last_four", key.sealed().lastFour())
                .values();
    }

    private static Target target(Item row) {
        return new Target(
                row.constant("kind", Kind.class),
                row.text("provider"),
                URI.create(row.text("base_url")),
                row.list("keys").stream()
                        .map(key ->
                                new UpstreamKey(
                                        key.text("id"),
                                        new Sealed(key.text("sealed"), key.text("last_four"))))
                        .toList());
    }

    private static void write(Item row, ServedModels served) {
        var mapping = new HashMap<String, AttributeValue>();
        served.mapping().forEach((asked, sent) -> mapping.put(asked, AttributeValue.fromS(sent)));
        row.texts("models", served.models()).value("mapping", AttributeValue.fromM(mapping));
    }

    private static ServedModels served(Item row) {
        return new ServedModels(row.texts("models"), row.textsByName("mapping"));
    }

    private static void write(Item row, ChannelPolicy policy) {
        Timeouts timeouts = policy.timeouts();
        row.number("connect_timeout_ms", timeouts.connect().toMillis())
                .number("first_token_timeout_ms", timeouts.firstToken().toMillis())
                .number("idle_timeout_ms", timeouts.idle().toMillis())
                .number("total_timeout_ms", timeouts.total().toMillis())
                .number("max_retry", policy.maxRetry())
                .number("max_concurrency", policy.maxConcurrency())
                .number("hedge_after_ms", policy.hedgeAfter().toMillis());
    }

    private static ChannelPolicy policy(Item row) {
        return new ChannelPolicy(
                new Timeouts(
                        row.millis("connect_timeout_ms"),
                        row.millis("first_token_timeout_ms"),
                        row.millis("idle_timeout_ms"),
                        row.millis("total_timeout_ms")),
                (int) row.number("max_retry"),
                (int) row.number("max_concurrency"),
                row.millis("hedge_after_ms"));
    }

    private static void write(Item row, ChannelStatus status) {
        switch (status) {
            case ChannelStatus.Enabled _ -> row.text("status", "enabled");
            case ChannelStatus.Disabled _ -> row.text("status", "disabled");
            case ChannelStatus.Suspended(String reason, Instant since) ->
                    row.text("status", "suspended")
                            .text("suspended_for", reason)
                            .number("suspended_at_ms", since.toEpochMilli());
        }
    }

    private static ChannelStatus status(Item row) {
        return switch (row.text("status")) {
            case "enabled" -> ChannelStatus.ENABLED;
            case "suspended" ->
                    new ChannelStatus.Suspended(
                            row.text("suspended_for"),
                            Instant.ofEpochMilli(row.number("suspended_at_ms")));
            case "disabled" -> ChannelStatus.DISABLED;
            default -> throw row.unknown("status");
        };
    }
}
