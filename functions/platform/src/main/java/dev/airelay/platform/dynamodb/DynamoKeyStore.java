package dev.airelay.platform.dynamodb;

import dev.airelay.access.Access;
import dev.airelay.access.AddressRange;
import dev.airelay.access.Grant;
import dev.airelay.access.KeyStore;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Users and keys in DynamoDB. A key is found and written by its hash; a key with another text is
/// another key. Times are kept to the millisecond.
///
/// Finding costs two reads, one after the other, because only the key tells who its owner is.
public final class DynamoKeyStore implements KeyStore {
    private final Rows users;
    private final Rows keys;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoKeyStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.users = new Rows(dynamo, tables.users(), "id");
        this.keys = new Rows(dynamo, tables.keys(), "hash");
    }

    @Override
    public Optional<Access> find(String hash) {
        return keys.get(hash)
                .map(DynamoKeyStore::key)
                .flatMap(key -> users.get(key.userId()).map(user -> new Access(key, user(user))));
    }

    @Override
    public User save(User user) {
        users.put(
                Item.empty()
                        .text("id", user.id())
                        .text("name", user.name())
                        .flag("enabled", user.enabled())
                        .texts("groups", user.groups())
                        .limits(user.limits()),
                user.revision());
        return user.withRevision(user.revision() + 1);
    }

    @Override
    public RelayKey save(RelayKey key) {
        Item row =
                Item.empty()
                        .text("hash", key.hash())
                        .text("id", key.id())
                        .text("user_id", key.userId())
                        .text("last_four", key.lastFour())
                        .text("name", key.name())
                        .flag("enabled", key.enabled())
                        .texts("models", key.grant().models())
                        .texts("addresses", addresses(key.grant()))
                        .text("group", key.grant().group())
                        .limits(key.limits());
        if (!key.expiresAt().equals(Instant.MAX)) {
            row.number("expires_at_ms", key.expiresAt().toEpochMilli());
        }
        keys.put(row, key.revision());
        return key.withRevision(key.revision() + 1);
    }

    private static User user(Item row) {
        return new User(
                row.text("id"),
                row.text("name"),
                row.flag("enabled"),
                row.limits(),
                row.texts("groups"),
                row.number("revision"));
    }

    private static Set<String> addresses(Grant grant) {
        return grant.addresses().stream().map(AddressRange::toString).collect(Collectors.toSet());
    }

    private static Grant grant(Item row) {
        return new Grant(
                row.texts("models"),
                row.texts("addresses").stream().sorted().map(AddressRange::parse).toList(),
                row.text("group"));
    }

    private static RelayKey key(Item row) {
        return new RelayKey(
                row.text("id"),
                row.text("user_id"),
                row.text("hash"),
                row.text("last_four"),
                row.text("name"),
                row.flag("enabled"),
                row.numberIfAny("expires_at_ms").map(Instant::ofEpochMilli).orElse(Instant.MAX),
                grant(row),
                row.limits(),
                row.number("revision"));
    }
}
