package dev.airelay.platform.api;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/// The contract of route tables, for a table with every guard.
class GuardsTest extends RouteTableContract {
    private static final ApiAnswer NOTHING = ApiAnswer.json(200, Json.object());

    @Override
    protected Routes routes() {
        return Routes.of(
                Route.get("/open", Guard.ANYONE, _ -> NOTHING),
                Route.post("/mine", Guard.SIGNED_IN, _ -> NOTHING),
                Route.post("/cookie", Guard.ANYONE, _ -> NOTHING).fromOwnPages(),
                Route.put("/things/{thing}", Guard.ADMIN, _ -> NOTHING),
                Route.put("/things/all", Guard.ADMIN, _ -> NOTHING),
                Route.patch("/things/{thing}/parts/{part}", Guard.ADMIN, _ -> NOTHING),
                Route.delete("/admins/{user}", Guard.SUPER_ADMIN, _ -> NOTHING));
    }

    @Test
    @SuppressWarnings("NullAway") // what the compiler refuses elsewhere
    void aRouteWithoutAGuardCannotBeMade() {
        Guard<Call> none = null;
        assertThrows(NullPointerException.class, () -> Route.get("/open", none, _ -> NOTHING));
    }
}
