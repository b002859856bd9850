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
import dev.airelay.platform.dynamodb.DynamoGate;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.redis.GateChoice;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisGate;
import dev.airelay.quota.BookedFunds;
import dev.airelay.quota.Circuit;
import dev.airelay.quota.FallbackGate;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.GatePorts;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Fold and upkeep over their stores.
public final class SettleWiring implements AutoCloseable {
    private final DynamoDbClient dynamo;
    private final Optional<RedisConnection> redis;
    private final DeadLetters deadLetters;
    private final Fold fold;
    private final Upkeep upkeep;
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();

    public SettleWiring(SettleSettings settings) {
        var tables = new Tables(settings.tablePrefix());
        dynamo = DynamoClients.open(settings.region(), settings.dynamodb());
        redis = settings.gate().redis().map(RedisConnection::new);
        deadLetters = new DynamoDeadLetters(() -> dynamo, tables, clock);
        var accounts = new DynamoAccountStore(() -> dynamo, tables);
        var funds = new BookedFunds(accounts, accounts);
        var inDynamo = new DynamoGate(() -> dynamo, tables, funds, clock, random);
        GatePorts gate = ports(settings.gate(), funds, GatePorts.of(inDynamo));
        fold = new Fold(accounts, gate.books(), deadLetters, clock);
        var usage = new DynamoUsageLog(() -> dynamo, tables, DynamoUsageLog.USUAL_AGE);
        var subscriptions = new DynamoSubscriptionStore(() -> dynamo, tables);
        upkeep =
                new Upkeep(
                        new Sweep(gate.holds(), usage, accounts, gate.books()),
                        new Plans(subscriptions, accounts, gate.books(), clock));
    }

    private GatePorts ports(GateChoice choice, FundsSource funds, GatePorts inDynamo) {
        Optional<GatePorts> inRedis =
                redis.map(connection -> RedisGate.ports(connection, funds, random));
        return switch (choice) {
            case GateChoice.Dynamo() -> inDynamo;
            case GateChoice.RedisAlone _ -> inRedis.orElseThrow();
            case GateChoice.Redis _ ->
                    GatePorts.of(
                            new FallbackGate(inRedis.orElseThrow(), inDynamo, new Circuit(clock)));
        };
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
        redis.ifPresent(RedisConnection::close);
        dynamo.close();
    }
}
