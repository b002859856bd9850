package dev.airelay.auth;

import dev.airelay.identity.Device;
import dev.airelay.identity.Granted;
import dev.airelay.identity.SigningIn;
import dev.airelay.identity.SigningIn.Login;
import dev.airelay.platform.api.ApiAnswer;
import dev.airelay.platform.api.ApiException;
import dev.airelay.platform.api.Call;

/// Logging in and out. Never logs or repeats a password or a token.
final class SignInActions {
    private final SigningIn signing;
    private final RefreshCookie cookie;

    SignInActions(SigningIn signing, RefreshCookie cookie) {
        this.signing = signing;
        this.cookie = cookie;
    }

    ApiAnswer logIn(Call call) {
        var fields = call.fields();
        var email = fields.requiredText("email");
        var password = Passwords.known(fields, "password");
        fields.refuseProblems();
        var device = new Device(call.clientAddress(), call.header("user-agent").orElse(""));
        return switch (signing.logIn(email, password, device)) {
            case Login.In(var granted) -> answer(granted, call);
            case Login.Wrong() ->
                    throw new ApiException(
                            401, "wrong_credentials", "The e-mail or the password is wrong.");
            case Login.Disabled() ->
                    throw new ApiException(
                            403, "account_disabled", "This account has been disabled.");
            case Login.TooMany(var patience) ->
                    throw ApiException.tooMany(
                            "too_many_attempts",
                            "Too many passwords were wrong. Try again later.",
                            patience);
        };
    }

    private ApiAnswer answer(Granted granted, Call call) {
        return ApiAnswer.json(200, MemberView.granted(granted))
                .withCookie(cookie.with(granted, call));
    }

    ApiAnswer refresh(Call call) {
        return cookie.of(call)
                .flatMap(signing::refresh)
                .map(granted -> answer(granted, call))
                .orElseThrow(() ->
                        new ApiException(401, "session_ended", "Sign in again.")
                                .with("set-cookie", cookie.gone(call)));
    }

    ApiAnswer logOut(Call call) {
        cookie.of(call).ifPresent(signing::logOut);
        return ApiAnswer.nothing().withCookie(cookie.gone(call));
    }
}
