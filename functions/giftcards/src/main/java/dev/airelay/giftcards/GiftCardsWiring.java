package dev.airelay.giftcards;

import dev.airelay.access.KeyHasher;
import dev.airelay.giftcard.GiftCards;
import dev.airelay.giftcard.Redeeming;
import dev.airelay.guess.Guesses;
import dev.airelay.http.Handler;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.api.Cursors;
import dev.airelay.platform.backbone.Backbone;
import dev.airelay.platform.dynamodb.DynamoGiftCardStore;
import dev.airelay.platform.dynamodb.DynamoGuesses;
import dev.airelay.platform.identity.JwtSessions;
import dev.airelay.platform.redis.RedisGuesses;
import dev.airelay.platform.secrets.KeptSecret;
import dev.airelay.platform.secrets.RenewedSecret;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;

/// The routes over their stores.
public final class GiftCardsWiring implements AutoCloseable {
    /// How soon a signing key that was added is known here.
    private static final Duration KEYS_AGE = Duration.ofMinutes(5);

    private final Backbone backbone;
    private final Handler door;

    public GiftCardsWiring(GiftCardsSettings settings) {
        InstantSource clock = InstantSource.system();
        // On Linux it reads the system's own source at each call: a snapshot freezes nothing of it.
        var random = new SecureRandom();
        backbone = new Backbone(settings.backbone(), clock, random);
        var store = new DynamoGiftCardStore(backbone.dynamo(), backbone.tables());
        var hasher = new KeyHasher(backbone.secret(settings.codeSecret()));
        var keys =
                new RenewedSecret(
                        () -> new KeptSecret(backbone.secrets(), settings.signingSecret()).get(),
                        KEYS_AGE,
                        clock);
        door =
                new ApiDoor(
                        GiftCardRoutes.of(
                                new GiftCards(store, hasher, clock, random),
                                new Redeeming(
                                        store,
                                        backbone.accounts(),
                                        hasher,
                                        guesses(clock),
                                        backbone.gate().balanceListener(),
                                        clock)),
                        new JwtSessions(keys, clock),
                        new Cursors(keys));
    }

    /// Where the requests are counted too.
    private Guesses guesses(InstantSource clock) {
        return backbone.redis()
                .<Guesses>map(redis -> new RedisGuesses(redis, Guesses.Limits.USUAL))
                .orElseGet(() ->
                        new DynamoGuesses(
                                backbone.dynamo(), backbone.tables(), Guesses.Limits.USUAL, clock));
    }

    /// Answers every request, for whichever edge carries it.
    public Handler door() {
        return door;
    }

    @Override
    public void close() {
        backbone.close();
    }
}
