package dev.airelay.platform.dynamodb;

import dev.airelay.access.Role;
import dev.airelay.failure.StoreException;
import dev.airelay.identity.Device;
import dev.airelay.identity.RefreshChain;
import dev.airelay.identity.SignIn;
import dev.airelay.identity.SignInStore;
import dev.airelay.identity.Standing;
import dev.airelay.identity.Standings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Sign-ins in DynamoDB, those of a member together. They go by themselves some time after their
/// end. How one stands costs one round trip, which reads its row and its member's.
public final class DynamoSignInStore implements SignInStore, Standings {
    private static final int MOST_ATTEMPTS = 3;

    private final Supplier<DynamoDbClient> dynamo;
    private final String table;
    private final String users;
    private final RowReader<SignIn> reading;
    private final RowReader<MemberState> memberReading;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoSignInStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.dynamo = dynamo;
        this.table = tables.sessions();
        this.users = tables.users();
        this.reading = new RowReader<>(table, "id", DynamoSignInStore::signIn);
        this.memberReading = new RowReader<>(users, "id", MemberState::of);
    }

    private <T> T asked(Function<DynamoDbClient, T> call) {
        try {
            return call.apply(dynamo.get());
        } catch (ConditionalCheckFailedException e) {
            throw e;
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + table, e);
        }
    }

    private static Map<String, AttributeValue> key(String userId, String id) {
        return Map.of("user_id", AttributeValue.fromS(userId), "id", AttributeValue.fromS(id));
    }

    @Override
    public void add(SignIn signIn) {
        var _ =
                asked(client ->
                        client.putItem(ask -> ask.tableName(table).item(row(signIn).values())));
    }

    @Override
    public Optional<SignIn> find(String userId, String id) {
        var answer =
                asked(client ->
                        client.getItem(ask ->
                                ask.tableName(table).key(key(userId, id)).consistentRead(true)));
        return answer.hasItem() ? reading.ifReadable(new Item(answer.item())) : Optional.empty();
    }

    @Override
    public List<SignIn> of(String userId) {
        return asked(client ->
                reading.readable(
                        client
                                .queryPaginator(ask ->
                                        ask.tableName(table)
                                                .consistentRead(true)
                                                .keyConditionExpression("user_id = :user")
                                                .expressionAttributeValues(
                                                        Item.empty()
                                                                .text(":user", userId)
                                                                .values()))
                                .items()
                                .stream()
                                .map(Item::new)
                                .toList()));
    }

    @Override
    public boolean replace(SignIn before, SignIn after) {
        var change =
                Change.between(row(before), row(after), "user_id", "id")
                        .where(
                                "#hash = :known",
                                Map.of("#hash", "current_hash"),
                                Item.empty().text(":known", before.chain().current()));
        try {
            var _ =
                    asked(client ->
                            client.updateItem(ask ->
                                    ask.tableName(table)
                                            .key(key(before.userId(), before.id()))
                                            .updateExpression(change.update())
                                            .conditionExpression(change.condition())
                                            .expressionAttributeNames(change.names())
                                            .expressionAttributeValues(change.values())));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    @Override
    public boolean remove(String userId, String id) {
        return asked(client ->
                        client.deleteItem(ask ->
                                ask.tableName(table)
                                        .key(key(userId, id))
                                        .returnValues(ReturnValue.ALL_OLD)))
                .hasAttributes();
    }

    @Override
    public Optional<Standing> standing(String userId, String signInId) {
        var wanted =
                Map.of(
                        table, consistent(key(userId, signInId)),
                        users, consistent(Map.of("id", AttributeValue.fromS(userId))));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            var answer = asked(client -> client.batchGetItem(ask -> ask.requestItems(wanted)));
            if (!answer.hasUnprocessedKeys() || answer.unprocessedKeys().isEmpty()) {
                return standing(
                        answer.responses().getOrDefault(table, List.of()),
                        answer.responses().getOrDefault(users, List.of()));
            }
        }
        throw new StoreException(
                "DynamoDB does not answer for " + table,
                new IllegalStateException("it leaves out rows each time"));
    }

    private static KeysAndAttributes consistent(Map<String, AttributeValue> key) {
        return KeysAndAttributes.builder().keys(List.of(key)).consistentRead(true).build();
    }

    private Optional<Standing> standing(
            List<Map<String, AttributeValue>> signIns, List<Map<String, AttributeValue>> members) {
        if (signIns.isEmpty() || members.isEmpty()) {
            return Optional.empty();
        }
        return memberReading
                .ifReadable(new Item(members.getFirst()))
                .flatMap(member ->
                        reading.ifReadable(new Item(signIns.getFirst()))
                                .map(signIn ->
                                        new Standing(
                                                member.enabled(),
                                                member.role(),
                                                member.credentials(),
                                                signIn.credentials(),
                                                signIn.expiresAt())));
    }

    /// What decides of a member.
    private record MemberState(boolean enabled, Role role, long credentials) {
        static MemberState of(Item row) {
            return new MemberState(
                    row.flag("enabled"),
                    row.constant("role", Role.class),
                    row.number("credentials"));
        }
    }

    private static Item row(SignIn signIn) {
        var chain = signIn.chain();
        return Item.empty()
                .text("user_id", signIn.userId())
                .text("id", signIn.id())
                .text("family_hash", chain.family())
                .text("current_hash", chain.current())
                .text("previous_hash", chain.previous())
                .text("salt", chain.salt())
                .number("rotated_at_ms", chain.rotatedAt().toEpochMilli())
                .text("address", signIn.device().address())
                .text("agent", signIn.device().agent())
                .number("credentials", signIn.credentials())
                .number("created_at_ms", signIn.createdAt().toEpochMilli())
                .number("expires_at_ms", signIn.expiresAt().toEpochMilli())
                .number("expires_at_s", signIn.expiresAt().getEpochSecond() + 1);
    }

    private static SignIn signIn(Item row) {
        return new SignIn(
                row.text("user_id"),
                row.text("id"),
                new RefreshChain(
                        row.text("family_hash"),
                        row.text("current_hash"),
                        row.text("previous_hash"),
                        row.text("salt"),
                        Instant.ofEpochMilli(row.number("rotated_at_ms"))),
                new Device(row.text("address"), row.text("agent")),
                row.number("credentials"),
                Instant.ofEpochMilli(row.number("created_at_ms")),
                Instant.ofEpochMilli(row.number("expires_at_ms")));
    }
}
