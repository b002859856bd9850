package dev.airelay.platform.api;

import dev.airelay.access.Session;
import dev.airelay.access.Sessions;
import dev.airelay.secret.Secret;

/// Knows who asks by the token in `Authorization: Bearer …`
/// (https://www.rfc-editor.org/rfc/rfc6750#section-2.1, read 2026-11-21).
public final class Bearer {
    private static final String SCHEME = "bearer ";

    private final Sessions sessions;

    public Bearer(Sessions sessions) {
        this.sessions = sessions;
    }

    /// Whoever is signed in.
    ///
    /// @throws ApiException 401 without a token that holds
    public Session anyone(ApiRequest request) {
        return request.header("authorization")
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> new Secret(value.substring(SCHEME.length()).strip()))
                .flatMap(sessions::verify)
                .orElseThrow(ApiException::unauthorized);
    }

    /// An administrator of either kind.
    ///
    /// @throws ApiException 401 without a token that holds, 403 for other users
    public Session admin(ApiRequest request) {
        var session = anyone(request);
        if (!session.isAdmin()) {
            throw new ApiException(403, "forbidden", "Only administrators may do this.");
        }
        return session;
    }
}
