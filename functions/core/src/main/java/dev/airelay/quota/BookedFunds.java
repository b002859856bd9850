package dev.airelay.quota;

import dev.airelay.account.AccountStore;
import dev.airelay.account.Period;
import dev.airelay.account.Subject;
import dev.airelay.account.Subject.Dimension;
import dev.airelay.account.TallyStore;
import dev.airelay.money.Nanos;
import java.time.Instant;

/// Reads funds from the books: the account, and the tallies of the windows that budgets know.
public final class BookedFunds implements FundsSource {
    private final AccountStore accounts;
    private final TallyStore tallies;

    public BookedFunds(AccountStore accounts, TallyStore tallies) {
        this.accounts = accounts;
        this.tallies = tallies;
    }

    @Override
    public Funds funds(String userId, String keyId, Instant now) {
        return new Funds(
                accounts.account(userId),
                spent(new Subject(Dimension.USER, userId), now),
                spent(Subject.key(userId, keyId), now));
    }

    private Spending spent(Subject subject, Instant now) {
        return Spending.of(
                now,
                spent(subject, Period.DAY, now),
                spent(subject, Period.MONTH, now),
                spent(subject, Period.EVER, now));
    }

    private Nanos spent(Subject subject, Period kind, Instant now) {
        return tallies.tally(subject, kind, kind.of(now)).cost();
    }
}
