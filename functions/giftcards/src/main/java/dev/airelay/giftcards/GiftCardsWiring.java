package dev.airelay.giftcards;

import dev.airelay.access.KeyHasher;
import dev.airelay.giftcard.GiftCards;
import dev.airelay.giftcard.Guesses;
import dev.airelay.giftcard.Redeeming;
import dev.airelay.http.Handler;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.api.Cursors;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoGiftCardStore;
import dev.airelay.platform.dynamodb.DynamoGuesses;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.gates.ChosenGate;
import dev.airelay.platform.identity.JwtSessions;
import dev.airelay.platform.redis.RedisGuesses;
import dev.airelay.platform.secrets.KeptSecret;
import dev.airelay.platform.secrets.RenewedSecret;
import dev.airelay.platform.secrets.SecretsClients;
import dev.airelay.quota.BookedFunds;
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
    private final ChosenGate gate;
    private final Handler door;

    public GiftCardsWiring(GiftCardsSettings settings) {
        InstantSource clock = InstantSource.system();
        dynamo = DynamoClients.open(settings.region(), settings.dynamodb());
        secrets = SecretsClients.open(settings.region(), settings.secrets());
        // On Linux it reads the system's own source at each call: a snapshot freezes nothing of it.
        var random = new SecureRandom();
        var tables = new Tables(settings.tablePrefix());
        gate = new ChosenGate(settings.gate(), () -> dynamo, tables, clock, random);
        var accounts = new DynamoAccountStore(() -> dynamo, tables);
        var books = gate.over(new BookedFunds(accounts, accounts)).books();
        var store = new DynamoGiftCardStore(() -> dynamo, tables);
        var hasher = new KeyHasher(new KeptSecret(() -> secrets, settings.codeSecret()));
        Guesses guesses =
                gate.redis()
                        .<Guesses>map(redis -> new RedisGuesses(redis, Guesses.Limits.USUAL))
                        .orElseGet(() ->
                                new DynamoGuesses(
                                        () -> dynamo, tables, Guesses.Limits.USUAL, clock));
        var keys =
                new RenewedSecret(
                        () -> new KeptSecret(() -> secrets, settings.signingSecret()).get(),
                        KEYS_AGE,
                        clock);
        door =
                new ApiDoor(
                        GiftCardRoutes.of(
                                new GiftCards(store, hasher, clock, random),
                                new Redeeming(store, accounts, hasher, guesses, books, clock)),
                        new JwtSessions(keys, clock),
                        new Cursors(keys));
    }

    /// Answers every request, for whichever edge carries it.
    public Handler door() {
        return door;
    }

    @Override
    public void close() {
        gate.close();
        secrets.close();
        dynamo.close();
    }
}
