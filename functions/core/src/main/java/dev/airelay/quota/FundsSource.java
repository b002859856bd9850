package dev.airelay.quota;

import java.time.Instant;

/// Where a gate that knows nothing about someone's money learns it. Safe for many threads.
@FunctionalInterface
public interface FundsSource {
    /// What is booked, strongly consistent.
    ///
    /// @param now decides which day and month are meant
    /// @throws dev.airelay.failure.StoreException when the books cannot be read
    Funds funds(String userId, String keyId, Instant now);
}
