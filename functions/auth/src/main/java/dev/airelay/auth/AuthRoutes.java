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
            RegistrationActions registration, SignInActions signIn, AccountActions account) {}

    static Routes of(Actions actions) {
        var registration = actions.registration();
        var signIn = actions.signIn();
        var account = actions.account();
        return Routes.of(
                post("/api/auth/register", ANYONE, registration::register),
                post("/api/auth/login", ANYONE, signIn::logIn).fromOwnPages(),
                post("/api/auth/refresh", ANYONE, signIn::refresh).fromOwnPages(),
                post("/api/auth/logout", ANYONE, signIn::logOut).fromOwnPages(),
                get("/api/auth/sessions", SIGNED_IN, account::sessions),
                delete("/api/auth/sessions", SIGNED_IN, account::endOthers),
                delete("/api/auth/sessions/{session}", SIGNED_IN, account::end),
                get("/api/auth/profile", SIGNED_IN, account::profile),
                patch("/api/auth/profile", SIGNED_IN, account::change),
                post("/api/auth/password", SIGNED_IN, account::changePassword),
                get("/api/settings/registration", ADMIN, registration::policy),
                put("/api/settings/registration", SUPER_ADMIN, registration::setPolicy),
                post("/api/invitations", ADMIN, registration::invite));
    }
}
