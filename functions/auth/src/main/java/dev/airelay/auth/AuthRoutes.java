package dev.airelay.auth;

import static dev.airelay.platform.api.Guard.ADMIN;
import static dev.airelay.platform.api.Guard.ANYONE;
import static dev.airelay.platform.api.Guard.SIGNED_IN;
import static dev.airelay.platform.api.Guard.SUPER_ADMIN;
import static dev.airelay.platform.api.Route.delete;
import static dev.airelay.platform.api.Route.get;
import static dev.airelay.platform.api.Route.patch;
import static dev.airelay.platform.api.Route.post;
import static dev.airelay.platform.api.Route.put;

import dev.airelay.platform.api.Routes;

/// What this function answers, and to whom.
final class AuthRoutes {
    private AuthRoutes() {}

    /// What the routes do.
    record Actions(
            RegistrationActions registration,
            SignInActions signIn,
            AccountActions account,
            KeyActions keys) {}

    static Routes of(Actions actions) {
        var registration = actions.registration();
        var signIn = actions.signIn();
        var account = actions.account();
        var keys = actions.keys();
        return Routes.of(
                post("/api/auth/register", ANYONE, registration::register)
                        .says(AuthOperations.REGISTER),
                post("/api/auth/login", ANYONE, signIn::logIn)
                        .fromOwnPages()
                        .says(AuthOperations.LOG_IN),
                post("/api/auth/refresh", ANYONE, signIn::refresh)
                        .fromOwnPages()
                        .says(AuthOperations.REFRESH),
                post("/api/auth/logout", ANYONE, signIn::logOut)
                        .fromOwnPages()
                        .says(AuthOperations.LOG_OUT),
                get("/api/auth/sessions", SIGNED_IN, account::sessions)
                        .says(AuthOperations.SESSIONS),
                delete("/api/auth/sessions", SIGNED_IN, account::endOthers)
                        .says(AuthOperations.END_OTHERS),
                delete("/api/auth/sessions/{session}", SIGNED_IN, account::end)
                        .says(AuthOperations.END),
                get("/api/auth/profile", SIGNED_IN, account::profile)
                        .says(AuthOperations.GET_PROFILE),
                patch("/api/auth/profile", SIGNED_IN, account::change)
                        .says(AuthOperations.CHANGE_PROFILE),
                post("/api/auth/password", SIGNED_IN, account::changePassword)
                        .says(AuthOperations.CHANGE_PASSWORD),
                get("/api/keys", SIGNED_IN, keys::list).says(KeyOperations.LIST),
                post("/api/keys", SIGNED_IN, keys::make).says(KeyOperations.MAKE),
                get("/api/keys/{key}", SIGNED_IN, keys::find).says(KeyOperations.FIND),
                patch("/api/keys/{key}", SIGNED_IN, keys::change).says(KeyOperations.CHANGE),
                delete("/api/keys/{key}", SIGNED_IN, keys::delete).says(KeyOperations.DELETE),
                post("/api/keys/{key}/restore", SIGNED_IN, keys::restore)
                        .says(KeyOperations.RESTORE),
                post("/api/keys/{key}/rotate", SIGNED_IN, keys::rotate).says(KeyOperations.ROTATE),
                get("/api/settings/registration", ADMIN, registration::policy)
                        .says(AuthOperations.GET_POLICY),
                put("/api/settings/registration", SUPER_ADMIN, registration::setPolicy)
                        .says(AuthOperations.SET_POLICY),
                get("/api/openapi.json", ANYONE, new DocumentAction())
                        .says(AuthOperations.DOCUMENT),
                post("/api/invitations", ADMIN, registration::invite).says(AuthOperations.INVITE));
    }
}
