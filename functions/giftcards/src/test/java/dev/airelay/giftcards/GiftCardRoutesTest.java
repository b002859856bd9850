package dev.airelay.giftcards;

import dev.airelay.platform.api.RouteTableContract;
import dev.airelay.platform.api.Routes;

class GiftCardRoutesTest extends RouteTableContract {
    @Override
    protected Routes routes() {
        return new Desk().routes;
    }
}
