package dev.airelay.auth;

import static dev.airelay.platform.api.Schema.email;
import static dev.airelay.platform.api.Schema.flag;
import static dev.airelay.platform.api.Schema.free;
import static dev.airelay.platform.api.Schema.list;
import static dev.airelay.platform.api.Schema.may;
import static dev.airelay.platform.api.Schema.must;
import static dev.airelay.platform.api.Schema.object;
import static dev.airelay.platform.api.Schema.oneOf;
import static dev.airelay.platform.api.Schema.page;
import static dev.airelay.platform.api.Schema.text;
import static dev.airelay.platform.api.Schema.time;
import static dev.airelay.platform.api.Schema.whole;

import dev.airelay.platform.api.Operation;
import dev.airelay.platform.api.Schema;
import java.util.List;

/// What the routes about accounts take and give, in the words of the document.
final class AuthOperations {
    private static final String TOO_MANY = "too_many_attempts";
    private static final Schema NAME = text(0, RegistrationActions.LONGEST_NAME);
    private static final Schema MODE = oneOf(List.of("open", "invite", "domain", "closed"));

    private static final Schema PROFILE =
            object(
                    must("id", text()),
                    must("email", text()),
                    must("name", text()),
                    must("role", oneOf(List.of("super_admin", "admin", "user"))),
                    must("createdAt", time()),
                    must("version", whole()),
                    must("preferences", free()));

    private static final Schema GRANTED =
            object(
                    must("accessToken", text()),
                    must("tokenType", oneOf(List.of("Bearer"))),
                    must("expiresInSeconds", whole()),
                    must("user", PROFILE));

    private static final Schema SESSION =
            object(
                    must("id", text()),
                    must("current", flag()),
                    must("address", text()),
                    must("agent", text()),
                    must("createdAt", time()),
                    must("lastUsedAt", time()),
                    must("expiresAt", time()));

    private static final Schema POLICY =
            object(must("mode", MODE), must("domains", list(text())), must("version", whole()));

    static final Operation REGISTER =
            Operation.of("Registers, whoever has the address already; signs nobody in")
                    .takes(
                            object(
                                    must("email", email()),
                                    must("password", text(Passwords.LEAST, Passwords.MOST)),
                                    may("name", NAME.orNull()),
                                    may("setupCode", text().orNull()),
                                    may("invitation", text().orNull())))
                    .gives(202, object())
                    .refuses(403, "setup_required")
                    .refuses(403, "setup_code_wrong")
                    .refuses(403, "registration_closed")
                    .refuses(403, "email_domain_not_allowed")
                    .refuses(403, "invitation_wrong")
                    .refuses(429, TOO_MANY);

    static final Operation LOG_IN =
            Operation.of("Signs in, and sets the refresh cookie")
                    .takes(
                            object(
                                    must("email", text(1, 254)),
                                    must("password", text(1, Passwords.MOST))))
                    .gives(200, GRANTED)
                    .refuses(401, "wrong_credentials")
                    .refuses(403, "account_disabled")
                    .refuses(429, TOO_MANY);

    static final Operation REFRESH =
            Operation.of("Gives the next access token for the refresh cookie, and replaces that")
                    .gives(200, GRANTED)
                    .refuses(401, "session_ended");

    static final Operation LOG_OUT =
            Operation.of("Ends the session of the refresh cookie").givesNothing();

    static final Operation SESSIONS =
            Operation.of("Lists where the caller is signed in").gives(200, page(SESSION));

    static final Operation END_OTHERS =
            Operation.of("Ends all sessions of the caller but this one").givesNothing();

    static final Operation END =
            Operation.of("Ends one of the caller's sessions")
                    .givesNothing()
                    .refuses(404, "not_found");

    static final Operation GET_PROFILE =
            Operation.of("Tells who the caller is").gives(200, PROFILE);

    static final Operation CHANGE_PROFILE =
            Operation.of("Changes name and preferences of the caller")
                    .takes(
                            object(
                                    must("version", whole(1, Long.MAX_VALUE)),
                                    may("name", NAME.orNull()),
                                    may("preferences", free().orNull())))
                    .gives(200, PROFILE)
                    .refuses(409, "version_conflict")
                    .refuses(413, "preferences_too_large");

    static final Operation CHANGE_PASSWORD =
            Operation.of("Changes the caller's password, and ends their other sessions")
                    .takes(object(must("currentPassword", text()), must("newPassword", text())))
                    .givesNothing()
                    .refuses(403, "wrong_password")
                    .refuses(429, TOO_MANY);

    static final Operation GET_POLICY = Operation.of("Tells who may register").gives(200, POLICY);

    static final Operation SET_POLICY =
            Operation.of("Says who may register")
                    .takes(
                            object(
                                    must("mode", MODE),
                                    may("domains", list(text()).orNull()),
                                    must("version", whole(0, Long.MAX_VALUE))))
                    .gives(200, POLICY)
                    .refuses(409, "version_conflict");

    static final Operation INVITE =
            Operation.of("Makes an invitation, whose code is shown once")
                    .takes(object(may("days", whole(1, 90).orNull())))
                    .gives(201, object(must("invitation", text()), must("days", whole())));

    static final Operation DOCUMENT = Operation.of("Gives this document").gives(200, free());

    private AuthOperations() {}
}
