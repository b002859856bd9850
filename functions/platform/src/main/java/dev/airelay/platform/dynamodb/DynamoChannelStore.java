package dev.airelay.platform.dynamodb;

import dev.airelay.secret.Sealed;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Timeouts;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Channels in DynamoDB, each with its upstream key in sealed form. Timeouts are kept to the
/// millisecond.
public final class DynamoChannelStore implements ChannelStore {
    private final Rows channels;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoChannelStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.channels = new Rows(dynamo, tables.channels(), "id");
    }

    @Override
    public List<Channel> all() {
        return channels.all().stream().map(DynamoChannelStore::channel).toList();
    }

    @Override
    public Channel save(Channel channel) {
        Timeouts timeouts = channel.timeouts();
        var mapping = new HashMap<String, AttributeValue>();
        channel.mapping().forEach((asked, sent) -> mapping.put(asked, AttributeValue.fromS(sent)));
        channels.put(
                Item.empty()
                        .text("id", channel.id())
                        .text("name", channel.name())
                        .text("kind", channel.kind().name())
                        .text("provider", channel.provider())
                        .text("base_url", channel.baseUrl().toString())
                        .text("sealed_key", channel.key().text())
                        .text("key_last_four", channel.key().lastFour())
                        .texts("models", channel.models())
                        .value("mapping", AttributeValue.fromM(mapping))
                        .number("priority", channel.priority())
                        .number("weight", channel.weight())
                        .number("connect_timeout_ms", timeouts.connect().toMillis())
                        .number("first_byte_timeout_ms", timeouts.firstByte().toMillis())
                        .number("idle_timeout_ms", timeouts.idle().toMillis())
                        .flag("enabled", channel.enabled()),
                channel.revision());
        return channel.withRevision(channel.revision() + 1);
    }

    private static Channel channel(Item row) {
        var mapping = new HashMap<String, String>();
        AttributeValue stored =
                row.values().getOrDefault("mapping", AttributeValue.fromM(Map.of()));
        stored.m().forEach((asked, sent) -> mapping.put(asked, sent.s()));
        return new Channel(
                row.text("id"),
                row.text("name"),
                Kind.valueOf(row.text("kind")),
                row.text("provider"),
                URI.create(row.text("base_url")),
                new Sealed(row.text("sealed_key"), row.text("key_last_four")),
                row.texts("models"),
                mapping,
                (int) row.number("priority"),
                (int) row.number("weight"),
                new Timeouts(
                        row.millis("connect_timeout_ms"),
                        row.millis("first_byte_timeout_ms"),
                        row.millis("idle_timeout_ms")),
                row.flag("enabled"),
                row.number("revision"));
    }
}
