package dev.airelay.platform.backbone;

import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.kms.KmsClients;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.secrets.SecretsClients;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// How a backbone opens the ways to what it stands on; each is asked whenever one is closed and
/// needed again.
public record Clients(
        Supplier<DynamoDbClient> dynamo,
        Supplier<KmsClient> kms,
        Supplier<SecretsManagerClient> secrets,
        Function<RedisSettings, RedisConnection> redis) {

    /// As settings say.
    public static Clients of(BackboneSettings settings) {
        String region = settings.region();
        var endpoints = settings.endpoints();
        return new Clients(
                () -> DynamoClients.open(region, endpoints.dynamodb()),
                () -> KmsClients.open(region, endpoints.kms()),
                () -> SecretsClients.open(region, endpoints.secrets()),
                RedisConnection::new);
    }
}
