package dev.airelay.giftcards;

import dev.airelay.access.KeyHasher;
import dev.airelay.giftcard.GiftCards;
import dev.airelay.giftcard.Redeeming;
import dev.airelay.guess.Guesses;
import dev.airelay.http.Handler;
import dev.airelay.identity.LiveSessions;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.api.Cursors;
import dev.airelay.platform.api.Routes;
import dev.airelay.platform.backbone.Backbone;
import dev.airelay.platform.dynamodb.DynamoGiftCardStore;
import dev.airelay.platform.dynamodb.DynamoSignInStore;
import dev.airelay.platform.identity.JwtSessions;
import java.security.SecureRandom;
import java.time.InstantSource;

/// The routes over their stores.
public final class GiftCardsWiring implements AutoCloseable {
    private final Backbone backbone;
    private final Routes routes;
    private final Handler door;

    public GiftCardsWiring(GiftCardsSettings settings) {
        InstantSource clock = InstantSource.system();
        // On Linux it reads the system's own source at each call: a snapshot freezes nothing of it.
        var random = new SecureRandom();
        backbone = new Backbone(settings.backbone(), clock, random);
        var store = new DynamoGiftCardStore(backbone.dynamo(), backbone.tables());
        var hasher = new KeyHasher(backbone.secret(settings.codeSecret()));
        var keys = backbone.renewedSecret(settings.signingSecret());
        var signIns = new DynamoSignInStore(backbone.dynamo(), backbone.tables());
        routes =
                GiftCardRoutes.of(
                        new GiftCards(store, hasher, clock, random),
                        new Redeeming(
                                store,
                                backbone.accounts(),
                                hasher,
                                backbone.guesses(Guesses.Limits.USUAL),
                                backbone.gate().balanceListener(),
                                clock));
        door =
                new ApiDoor(
                        routes,
                        new LiveSessions(new JwtSessions(keys, clock), signIns, clock),
                        new Cursors(keys));
    }

    /// What it answers, for the document of the API.
    public Routes routes() {
        return routes;
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
