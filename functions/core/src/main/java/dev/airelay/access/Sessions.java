package dev.airelay.access;

import dev.airelay.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/// Hands out tokens that prove a session, and reads them again. Safe for use by many threads.
///
/// Both methods throw [dev.airelay.failure.StoreException] when the signing keys cannot be read.
public interface Sessions {
    /// A token that proves the session until `lifetime` from now has passed.
    ///
    /// @param lifetime at least a second; parts of seconds are dropped
    Secret issue(Session session, Duration lifetime);

    /// The session that the token proves; empty when it was not issued here, was changed, or has
    /// expired.
    Optional<Session> verify(Secret token);
}
