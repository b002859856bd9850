package dev.airelay.quota;

import dev.airelay.account.Account;

/// What the books say about a holder's money.
///
/// @param user booked spending of the user over all keys
/// @param key booked spending of the key alone
public record Funds(Account account, Spending user, Spending key) {}
