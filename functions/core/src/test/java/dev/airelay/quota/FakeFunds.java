package dev.airelay.quota;

import dev.airelay.account.Account;
import dev.airelay.account.Credit;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Books that a test writes itself. A user that nobody wrote about owns nothing.
public final class FakeFunds implements FundsSource {
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Nanos> spent = new HashMap<>();
    private int asked;

    @Override
    public synchronized Funds funds(String userId, String keyId, Instant now) {
        asked++;
        return new Funds(account(userId), spent(userId, now), spent(keyId, now));
    }

    private Spending spent(String owner, Instant now) {
        Nanos sum = spent.getOrDefault(owner, Nanos.ZERO);
        return Spending.of(now, sum, sum, sum);
    }

    public synchronized Account account(String userId) {
        return accounts.getOrDefault(userId, Account.empty(userId));
    }

    /// A user's next balance.
    public synchronized Account balance(String userId, long nanos) {
        return put(new Account(userId, new Nanos(nanos), account(userId).credit(), 0));
    }

    /// A user's next credit.
    public synchronized Account credit(String userId, long nanos, Instant until) {
        return put(
                new Account(
                        userId, account(userId).balance(), new Credit(new Nanos(nanos), until), 0));
    }

    /// What a user, or a key, had spent before, in every window.
    public synchronized void spent(String owner, long nanos) {
        spent.put(owner, new Nanos(nanos));
    }

    private Account put(Account next) {
        var numbered =
                new Account(
                        next.userId(),
                        next.balance(),
                        next.credit(),
                        account(next.userId()).version() + 1);
        accounts.put(next.userId(), numbered);
        return numbered;
    }

    /// How often somebody had to look.
    public synchronized int asked() {
        return asked;
    }
}
