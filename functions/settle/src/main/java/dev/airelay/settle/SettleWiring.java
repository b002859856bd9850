package dev.airelay.settle;

import dev.airelay.account.Plans;
import dev.airelay.folding.DeadLetters;
import dev.airelay.folding.Fold;
import dev.airelay.folding.Sweep;
import dev.airelay.folding.Upkeep;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoDeadLetters;
import dev.airelay.platform.dynamodb.DynamoSubscriptionStore;
import dev.airelay.platform.dynamodb.DynamoUsageLog;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisHolds;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Fold and upkeep over their stores.
public final class SettleWiring implements AutoCloseable {
    private final DynamoDbClient dynamo;
    private final RedisConnection redis;
    private final DeadLetters deadLetters;
    private final Fold fold;
    private final Upkeep upkeep;

    public SettleWiring(SettleSettings settings) {
        InstantSource clock = InstantSource.system();
        var tables = new Tables(settings.tablePrefix());
        dynamo = DynamoClients.open(settings.region(), settings.dynamodb());
        redis = new RedisConnection(settings.redis());
        deadLetters = new DynamoDeadLetters(() -> dynamo, tables, clock);
        var accounts = new DynamoAccountStore(() -> dynamo, tables);
        var holds = new RedisHolds(redis);
        fold = new Fold(accounts, holds, deadLetters, clock);
        var usage = new DynamoUsageLog(() -> dynamo, tables, DynamoUsageLog.USUAL_AGE);
        var subscriptions = new DynamoSubscriptionStore(() -> dynamo, tables);
        upkeep =
                new Upkeep(
                        new Sweep(holds, usage, accounts, holds),
                        new Plans(subscriptions, accounts, holds, clock));
    }

    public Fold fold() {
        return fold;
    }

    public Upkeep upkeep() {
        return upkeep;
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
