package dev.airelay.settle;

import dev.airelay.folding.DeadLetters;
import dev.airelay.folding.Fold;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoDeadLetters;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisHolds;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The fold over its stores.
public final class SettleWiring implements AutoCloseable {
    private final DynamoDbClient dynamo;
    private final RedisConnection redis;
    private final DeadLetters deadLetters;
    private final Fold fold;

    public SettleWiring(SettleSettings settings) {
        InstantSource clock = InstantSource.system();
        var tables = new Tables(settings.tablePrefix());
        dynamo = DynamoClients.open(settings.region(), settings.dynamodb());
        redis = new RedisConnection(settings.redis());
        deadLetters = new DynamoDeadLetters(() -> dynamo, tables, clock);
        var accounts = new DynamoAccountStore(() -> dynamo, tables);
        fold = new Fold(accounts, new RedisHolds(redis), deadLetters, clock);
    }

    public Fold fold() {
        return fold;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        redis.close();
        dynamo.close();
    }
}
