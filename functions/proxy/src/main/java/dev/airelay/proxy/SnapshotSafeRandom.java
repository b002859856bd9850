package dev.airelay.proxy;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// The cryptographic source of randomness, replaced after a restore: the state of a generator that
/// was in the snapshot would be the same in every environment restored from it.
///
/// Source: https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html (read
/// 2026-11-21).
final class SnapshotSafeRandom implements RandomGenerator {
    private volatile SecureRandom current = new SecureRandom();

    void renew() {
        current = new SecureRandom();
    }

    @Override
    public long nextLong() {
        return current.nextLong();
    }

    @Override
    public void nextBytes(byte[] bytes) {
        current.nextBytes(bytes);
    }
}
