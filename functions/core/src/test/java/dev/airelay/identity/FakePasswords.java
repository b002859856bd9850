package dev.airelay.identity;

import dev.airelay.secret.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Passwords behind a prefix, and a count of the comparisons.
public final class FakePasswords implements PasswordHasher {
    public final AtomicInteger compared = new AtomicInteger();

    @Override
    public String hash(Secret password) {
        return "fake:" + password.reveal();
    }

    @Override
    public boolean matches(Secret password, Optional<String> hash) {
        compared.incrementAndGet();
        return hash.filter(hash(password)::equals).isPresent();
    }
}
