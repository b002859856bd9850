package dev.airelay.platform.api;

import dev.airelay.access.Session;
import dev.airelay.access.Sessions;
import dev.airelay.secret.Secret;

/// Knows who asks by the token in `Authorization: Bearer …`
/// (https://www.rfc-editor.org/rfc/rfc6750#section-2.1, read 2026-11-21).
record Bearer(Sessions sessions) {
    private static final String SCHEME = "bearer ";

    /// Whoever is signed in.
    ///
    /// @throws ApiException 401 without a token that holds
    Session session(Call call) {
        return call.header("authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> new Secret(value.substring(SCHEME.length()).strip()))
                .flatMap(sessions::verify)
                .orElseThrow(ApiException::unauthorized);
    }
}
