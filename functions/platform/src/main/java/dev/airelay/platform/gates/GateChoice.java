package dev.airelay.platform.gates;

import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.settings.Variables;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Where requests are counted, and what happens when that does not answer.
public sealed interface GateChoice {
    /// In Redis; in DynamoDB for as long as Redis does not answer.
    record Redis(RedisSettings settings) implements GateChoice {}

    /// In Redis; without it requests are refused. For those who would rather refuse than grant more
    /// than a limit around an outage, and where there is no DynamoDB.
    record RedisAlone(RedisSettings settings) implements GateChoice {}

    /// In DynamoDB, and there is no Redis: nothing costs anything while nobody asks, and each
    /// request some milliseconds more.
    record Dynamo() implements GateChoice {}

    /// The variable `RELAY_GATE`, and `RELAY_REDIS_*` where there is a Redis.
    static GateChoice read(Variables read) {
        return switch (read.oneOf("RELAY_GATE", List.of("redis", "redis-alone", "dynamodb"))) {
            case "dynamodb" -> new Dynamo();
            case "redis-alone" -> new RedisAlone(RedisSettings.read(read));
            default -> new Redis(RedisSettings.read(read));
        };
    }

    /// The same with another Redis, where there is one.
    default GateChoice withRedis(UnaryOperator<RedisSettings> other) {
        return switch (this) {
            case Redis(RedisSettings settings) -> new Redis(other.apply(settings));
            case RedisAlone(RedisSettings settings) -> new RedisAlone(other.apply(settings));
            case Dynamo _ -> this;
        };
    }

    /// How to find Redis; empty when there is none.
    default Optional<RedisSettings> redis() {
        return switch (this) {
            case Redis(RedisSettings settings) -> Optional.of(settings);
            case RedisAlone(RedisSettings settings) -> Optional.of(settings);
            case Dynamo() -> Optional.empty();
        };
    }
}
