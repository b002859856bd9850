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
/// A key that this version cannot read, or whose owner it cannot read, is not found, so that it is
/// refused: nobody is let in by what an old version does not understand.
///
/// Finding costs two reads, one after the other, because only the key tells who its owner is; by a
/// text that was replaced, three.
public final class DynamoKeyStore implements KeyStore {
    private final Records<User> users;
    private final Records<RelayKey> keys;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoKeyStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.users =
                new Records<>(
                        new Rows(dynamo, tables.users(), "id"),
                        new RowReader<>(tables.users(), "id", DynamoKeyStore::user),
                        DynamoKeyStore::row);
        this.keys =
                new Records<>(
                        new Rows(dynamo, tables.keys(), "hash"),
                        new RowReader<>(tables.keys(), "id", DynamoKeyStore::key),
                        DynamoKeyStore::row);
    }

    @Override
    public Optional<Access> find(String hash) {
        return key(hash)
                .flatMap(key -> users.find(key.userId()).map(user -> new Access(key, user)));
    }

    /// By the text that it has, or had before.
    private Optional<RelayKey> key(String hash) {
        Optional<Item> row = keys.rows().get(hash);
        if (row.filter(OldText::isOne).isEmpty()) {
            return row.flatMap(keys.reader()::ifReadable);
        }
        var old = OldText.read(row.get());
        return keys.find(old.target()).map(key -> key.asKnownBefore(hash, old.until()));
    }

    @Override
    public User save(User user) {
        users.save(user, user.revision());
        return user.withRevision(user.revision() + 1);
    }

    @Override
    public RelayKey save(RelayKey key) {
        keys.save(key, key.revision());
        return key.withRevision(key.revision() + 1);
    }

    static Item row(User user) {
        return Item.empty()
                .text("id", user.id())
                .text("name", user.name())
                .flag("enabled", user.enabled())
                .texts("groups", user.groups())
                .limits(user.limits());
    }

    static Item row(RelayKey key) {
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
                        .text("project", key.grant().project())
                        .limits(key.limits());
        if (!key.expiresAt().equals(Instant.MAX)) {
            row.number("expires_at_ms", key.expiresAt().toEpochMilli());
        }
        return row;
    }

    static User user(Item row) {
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
                row.text("group"),
                row.text("project"));
    }

    static RelayKey key(Item row) {
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
