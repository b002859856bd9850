package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;

/// What a user owns.
///
/// @param balance below zero when requests cost more than was held for them
/// @param credit of the user's plan
/// @param version grows by one with each change; zero for a user who never had an entry
public record Account(String userId, Nanos balance, Credit credit, long version) {
    public static Account empty(String userId) {
        return new Account(userId, Nanos.ZERO, Credit.NONE, 0);
    }

    /// The account after an entry.
    public Account with(Entry entry) {
        return new Account(
                userId,
                balance.plus(entry.amount()),
                new Credit(credit.left().plus(entry.credit()), credit.until()),
                version + 1);
    }

    /// The account after an entry that begins or ends a plan's period.
    public Account with(Entry entry, Instant until) {
        Account after = with(entry);
        return new Account(
                userId, after.balance, new Credit(after.credit.left(), until), after.version);
    }
}
