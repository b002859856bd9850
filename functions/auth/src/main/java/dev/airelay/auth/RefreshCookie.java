package dev.airelay.auth;

import dev.airelay.identity.Granted;
import dev.airelay.platform.api.Call;
import dev.airelay.secret.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/// The cookie with the refresh token: out of reach of scripts, sent to `/api/auth` alone, and with
/// no request that another site's page has caused
/// (https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis, read 2026-11-27).
///
/// @param plainHttp whether `Secure` is left out for callers on this machine, where there is no TLS
record RefreshCookie(boolean plainHttp) {
    private static final String NAME = "relay_refresh";
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    Optional<Secret> of(Call call) {
        return call.cookie(NAME).filter(value -> !value.reveal().isEmpty());
    }

    String with(Granted granted, Call call) {
        return written(granted.refresh().text().reveal(), granted.rest().toSeconds(), call);
    }

    /// Has the browser forget it.
    String gone(Call call) {
        return written("", 0, call);
    }

    private String written(String value, long seconds, Call call) {
        boolean here =
                call.header("host").filter(host -> LOOPBACK.matcher(host).matches()).isPresent();
        return NAME
                + "="
                + value
                + "; Max-Age="
                + seconds
                + "; Path=/api/auth; HttpOnly; SameSite=Strict"
                + (plainHttp && here ? "" : "; Secure");
    }
}
