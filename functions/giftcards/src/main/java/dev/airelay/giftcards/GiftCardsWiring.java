package dev.airelay.giftcards;

import dev.airelay.access.KeyHasher;
import dev.airelay.giftcard.GiftCards;
import dev.airelay.giftcard.Guesses;
import dev.airelay.giftcard.Redeeming;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.api.Bearer;
import dev.airelay.platform.api.Routes;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoGiftCardStore;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.identity.JwtSessions;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisGuesses;
import dev.airelay.platform.redis.RedisHolds;
import dev.airelay.platform.secrets.KeptSecret;
import dev.airelay.platform.secrets.RenewedSecret;
import dev.airelay.platform.secrets.SecretsClients;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The routes over their stores.
public final class GiftCardsWiring implements AutoCloseable {
    /// How soon a signing key that was added is known here.
    private static final Duration KEYS_AGE = Duration.ofMinutes(5);

    private final DynamoDbClient dynamo;
    private final SecretsManagerClient secrets;
    private final RedisConnection redis;
    private final ApiDoor door;

    public GiftCardsWiring(GiftCardsSettings settings) {
        InstantSource clock = InstantSource.system();
        dynamo = DynamoClients.open(settings.region(), settings.dynamodb());
        secrets = SecretsClients.open(settings.region(), settings.secrets());
        redis = new RedisConnection(settings.redis());
        var store = new DynamoGiftCardStore(() -> dynamo, new Tables(settings.tablePrefix()));
        var hasher = new KeyHasher(new KeptSecret(() -> secrets, settings.codeSecret()));
        var guesses = new RedisGuesses(redis, Guesses.Limits.USUAL);
        var keys =
                new RenewedSecret(
                        () -> new KeptSecret(() -> secrets, settings.signingSecret()).get(),
                        KEYS_AGE,
                        clock);
        // On Linux it reads the system's own source at each call: a snapshot freezes nothing of it.
        var random = new SecureRandom();
        door =
                door(
                        new JwtSessions(keys, clock),
                        new GiftCards(store, hasher, clock, random),
                        new Redeeming(store, hasher, guesses, new RedisHolds(redis), clock));
    }

    /// The routes over whatever serves them.
    static ApiDoor door(JwtSessions sessions, GiftCards cards, Redeeming redeeming) {
        var bearer = new Bearer(sessions);
        var routes = Routes.builder();
        new AdminRoutes(bearer, cards).addTo(routes);
        new RedeemRoute(bearer, redeeming).addTo(routes);
        return new ApiDoor(routes.build());
    }

    public ApiDoor door() {
        return door;
    }

    @Override
    public void close() {
        redis.close();
        secrets.close();
        dynamo.close();
    }
}
