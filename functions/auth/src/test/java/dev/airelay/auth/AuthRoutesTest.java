package dev.airelay.auth;

import dev.airelay.platform.api.RouteTableContract;
import dev.airelay.platform.api.Routes;

class AuthRoutesTest extends RouteTableContract {
    @Override
    protected Routes routes() {
        return new Desk().routes;
    }
}
