package dev.airelay.account;

import dev.airelay.money.Nanos;

/// What a user owns.
///
/// @param balance below zero when requests cost more than was held for them
/// @param version grows by one with each change of the balance; zero for a user who never had an
///   entry
public record Account(String userId, Nanos balance, long version) {
    public static Account empty(String userId) {
        return new Account(userId, Nanos.ZERO, 0);
    }
}
