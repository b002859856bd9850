package dev.airelay.identity;

import dev.airelay.secret.Secret;
import java.util.Optional;

/// Makes passwords into what may be stored. Slow on purpose, and bounded: whoever finds no room
/// waits, and after a while gets a [dev.airelay.failure.StoreException]. Safe for use by many
/// threads.
public interface PasswordHasher {
    /// The password under a salt of its own, with the parameters that it was hashed with.
    String hash(Secret password);

    /// Whether it is the password that was hashed. Takes as long without a hash, and says no, so
    /// that the time tells nobody whether there is one.
    boolean matches(Secret password, Optional<String> hash);
}
