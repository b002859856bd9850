package dev.airelay.platform.gates;

import dev.airelay.failure.StoreException;
import dev.airelay.platform.dynamodb.DynamoBoard;
import dev.airelay.platform.dynamodb.DynamoGate;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisGate;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.quota.FallbackGate;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.News;
import dev.airelay.quota.StoreCircuit;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The gate that the settings choose, and what it stands on. Safe for many threads.
public final class ChosenGate implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ChosenGate.class.getName());

    private final GateChoice choice;
    private final Supplier<DynamoDbClient> dynamo;
    private final Tables tables;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Optional<RedisConnection> redis;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    /// @param random a cryptographic source
    public ChosenGate(
            GateChoice choice,
            Supplier<DynamoDbClient> dynamo,
            Tables tables,
            InstantSource clock,
            RandomGenerator random) {
        this(choice, dynamo, tables, clock, random, RedisConnection::new);
    }

    /// @param toRedis makes the connection, which says whom to trust
    public ChosenGate(
            GateChoice choice,
            Supplier<DynamoDbClient> dynamo,
            Tables tables,
            InstantSource clock,
            RandomGenerator random,
            Function<RedisSettings, RedisConnection> toRedis) {
        this.choice = choice;
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
        this.random = random;
        redis = choice.redis().map(toRedis);
    }

    /// @param funds the books that it asks
    public GatePorts over(FundsSource funds) {
        return switch (choice) {
            case GateChoice.Dynamo() -> inDynamo(funds);
            case GateChoice.RedisAlone _ -> inRedis(funds);
            case GateChoice.Redis _ ->
                    FallbackGate.ports(inRedis(funds), inDynamo(funds), new StoreCircuit(clock));
        };
    }

    private GatePorts inRedis(FundsSource funds) {
        return RedisGate.ports(redis.orElseThrow(), funds, random);
    }

    private GatePorts inDynamo(FundsSource funds) {
        return GatePorts.of(dynamoGate(funds), new DynamoBoard(dynamo, tables, clock));
    }

    private RedisGate redisGate(FundsSource funds) {
        return new RedisGate(redis.orElseThrow(), funds);
    }

    private DynamoGate dynamoGate(FundsSource funds) {
        return new DynamoGate(dynamo, tables, funds, clock, random);
    }

    /// The connection to Redis; empty where there is none.
    public Optional<RedisConnection> redis() {
        return redis;
    }

    /// Makes the first real calls of all that may decide.
    ///
    /// @throws StoreException when one of them does not answer
    public void prime(FundsSource funds) {
        if (redis.isPresent()) {
            redisGate(funds).prime();
        }
        if (!(choice instanceof GateChoice.RedisAlone)) {
            dynamoGate(funds).prime();
        }
    }

    /// What an admission would be told now, from whichever would decide about it.
    ///
    /// @throws StoreException when none of them answers
    public News news(FundsSource funds) {
        return switch (choice) {
            case GateChoice.Dynamo() -> dynamoGate(funds).news();
            case GateChoice.RedisAlone _ -> redisGate(funds).news();
            case GateChoice.Redis _ -> {
                try {
                    yield redisGate(funds).news();
                } catch (StoreException away) {
                    LOG.log(Level.WARNING, "Redis does not tell the news", away);
                    yield dynamoGate(funds).news();
                }
            }
        };
    }

    /// Closes the connections to Redis; the next call opens new ones.
    @Override
    public void close() {
        redis.ifPresent(RedisConnection::close);
    }
}
