package dev.airelay.giftcards;

import static dev.airelay.platform.api.Guard.ADMIN;
import static dev.airelay.platform.api.Guard.SIGNED_IN;
import static dev.airelay.platform.api.Route.get;
import static dev.airelay.platform.api.Route.post;

import dev.airelay.giftcard.GiftCards;
import dev.airelay.giftcard.Redeeming;
import dev.airelay.platform.api.Routes;

/// What this function answers, and to whom.
final class GiftCardRoutes {
    private GiftCardRoutes() {}

    static Routes of(GiftCards cards, Redeeming redeeming) {
        var admin = new AdminActions(cards);
        return Routes.of(
                post("/api/gift-cards", ADMIN, admin::make).says(GiftCardOperations.MAKE),
                get("/api/gift-cards", ADMIN, admin::list).says(GiftCardOperations.LIST),
                post("/api/gift-cards/{card}/disable", ADMIN, admin::disable)
                        .says(GiftCardOperations.DISABLE),
                post("/api/gift-cards/redeem", SIGNED_IN, new RedeemAction(redeeming))
                        .says(GiftCardOperations.REDEEM));
    }
}
