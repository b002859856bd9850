package dev.airelay.platform.dynamodb;

import dev.airelay.access.OwnedKey;
import dev.airelay.access.OwnedKeyStore;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.failure.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// The keys of the [DynamoKeyStore], for their owners. Beside a key's row lie others in its table:
/// one that leads from its id to its hash, one for the call that made it, and an [OldText].
///
/// A list is read from an index that follows within a moment; how each key in it stands is read
/// from the table.
public final class DynamoOwnedKeyStore implements OwnedKeyStore {
    private static final Duration CALLS_REMEMBERED = Duration.ofDays(2);
    private static final int MOST_ATTEMPTS = 5;
    private static final String BY_ID = "id/";
    private static final String BY_CALL = "call/";

    private final Supplier<DynamoDbClient> dynamo;
    private final String table;
    private final Rows rows;
    private final RowReader<OwnedKey> reading;
    private final Records<OwnedKey> keys;
    private final Transactions transactions;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoOwnedKeyStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.dynamo = dynamo;
        table = tables.keys();
        rows = new Rows(dynamo, table, "hash");
        reading = new RowReader<>(table, "id", OwnedKeyRow::read);
        keys = new Records<>(rows, reading, OwnedKeyRow::write);
        transactions = new Transactions(dynamo, table);
    }

    @Override
    public String add(OwnedKey key, Optional<String> onceKey) {
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(addition(OwnedKeyRow.write(key).number("revision", 1)));
        writes.add(addition(byId(key)));
        onceKey.ifPresent(call ->
                writes.add(
                        addition(
                                Item.empty()
                                        .text("hash", BY_CALL + call)
                                        .text("made", key.id())
                                        .number(
                                                "expires_at_s",
                                                key.createdAt()
                                                        .plus(CALLS_REMEMBERED)
                                                        .getEpochSecond()))));
        List<Integer> refused = transactions.write(writes);
        // A row with this hash was written by this very call, whose answer was lost.
        return refused.isEmpty() || refused.contains(0)
                ? key.id()
                : onceKey.flatMap(call -> rows.get(BY_CALL + call))
                        .map(row -> row.text("made"))
                        .orElseThrow(() -> new IllegalStateException("two keys with the same id"));
    }

    private TransactWriteItem addition(Item row) {
        return Transactions.addition(table, "hash", row);
    }

    private TransactWriteItem inPlaceOf(long revision, Item row) {
        return put(
                Put.builder()
                        .item(row.values())
                        .conditionExpression("revision = :known")
                        .expressionAttributeValues(
                                Item.empty().number(":known", revision).values()));
    }

    private TransactWriteItem put(Put.Builder put) {
        return TransactWriteItem.builder().put(put.tableName(table).build()).build();
    }

    private static Item byId(OwnedKey key) {
        return Item.empty().text("hash", BY_ID + key.id()).text("found", key.key().hash());
    }

    @Override
    public Optional<OwnedKey> find(String userId, String id) {
        return rows.get(BY_ID + id)
                .map(row -> row.text("found"))
                .or(() ->
                        entries(userId, "id = :id", id, 1).stream()
                                .map(row -> row.text("hash"))
                                .findFirst())
                .flatMap(keys::find)
                .filter(key -> key.key().userId().equals(userId));
    }

    @Override
    public Page list(String userId, String after, int limit) {
        String where = after.isEmpty() ? "id > :id" : "id < :id";
        List<Item> entries = entries(userId, where, after.isEmpty() ? " " : after, limit + 1);
        List<Item> page = entries.subList(0, Math.min(limit, entries.size()));
        Map<String, OwnedKey> read = read(page.stream().map(row -> row.text("hash")).toList());
        return new Page(
                page.stream()
                        .flatMap(row -> Optional.ofNullable(read.get(row.text("hash"))).stream())
                        .toList(),
                entries.size() > limit ? Optional.of(page.getLast().text("id")) : Optional.empty());
    }

    /// From the index, the newest first.
    private List<Item> entries(String userId, String where, String id, int limit) {
        try {
            return dynamo
                    .get()
                    .queryPaginator(ask ->
                            ask.tableName(table)
                                    .indexName("by_user")
                                    .keyConditionExpression("user_id = :user AND " + where)
                                    .expressionAttributeValues(
                                            Item.empty()
                                                    .text(":user", userId)
                                                    .text(":id", id)
                                                    .values())
                                    .scanIndexForward(false)
                                    .limit(limit))
                    .items()
                    .stream()
                    .limit(limit)
                    .map(Item::new)
                    .toList();
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + table, e);
        }
    }

    /// From the table, by hash, in as few round trips as DynamoDB lets it; without those that this
    /// version cannot read, and whose text was just replaced.
    private Map<String, OwnedKey> read(List<String> hashes) {
        var found = new HashMap<String, OwnedKey>();
        Map<String, KeysAndAttributes> wanted =
                hashes.isEmpty()
                        ? Map.of()
                        : Map.of(
                                table,
                                KeysAndAttributes.builder()
                                        .consistentRead(true)
                                        .keys(
                                                hashes.stream()
                                                        .map(hash ->
                                                                Item.empty()
                                                                        .text("hash", hash)
                                                                        .values())
                                                        .toList())
                                        .build());
        for (int attempt = 0; !wanted.isEmpty(); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new StoreException(
                        "DynamoDB does not answer for " + table,
                        new IllegalStateException("it leaves out rows each time"));
            }
            wanted = readSome(wanted, found);
        }
        return found;
    }

    /// @return what is still to be read
    private Map<String, KeysAndAttributes> readSome(
            Map<String, KeysAndAttributes> wanted, Map<String, OwnedKey> found) {
        try {
            var answer = dynamo.get().batchGetItem(ask -> ask.requestItems(wanted));
            answer.responses().getOrDefault(table, List.of()).stream()
                    .map(Item::new)
                    .filter(row -> !OldText.isOne(row))
                    .flatMap(row -> reading.ifReadable(row).stream())
                    .forEach(key -> found.put(key.key().hash(), key));
            return answer.unprocessedKeys();
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + table, e);
        }
    }

    @Override
    public OwnedKey save(OwnedKey key) {
        keys.save(key, key.revision());
        return key.withRevision(key.revision() + 1);
    }

    @Override
    public OwnedKey rotate(OwnedKey before, OwnedKey after, Instant now) {
        Item stored = rows.get(before.key().hash()).orElseThrow(this::stale);
        var next = after.withRevision(before.revision() + 1);
        var old =
                new OldText(
                        before.key().hash(),
                        after.key().hash(),
                        after.previous().orElseThrow().until(),
                        next.revision());
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(addition(OwnedKeyRow.moved(stored, before, after)));
        writes.add(inPlaceOf(before.revision(), old.write()));
        writes.add(put(Put.builder().item(byId(after).values())));
        before.previous().ifPresent(older -> writes.add(gone(older.hash())));
        if (!transactions.write(writes).isEmpty()) {
            throw stale();
        }
        return next;
    }

    private TransactWriteItem gone(String hash) {
        return TransactWriteItem.builder()
                .delete(
                        Delete.builder()
                                .tableName(table)
                                .key(Item.empty().text("hash", hash).values())
                                .build())
                .build();
    }

    private StaleRecordException stale() {
        return new StaleRecordException("a row of " + table + " has another revision");
    }
}
