package dev.airelay.account;

import dev.airelay.failure.StaleRecordException;
import dev.airelay.failure.UnreadableRecordException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Begins, renews and ends the plans of users.
///
/// Each period is booked once, whoever begins it and however often, because its ledger entry has
/// the period's own id. Safe for many threads.
public final class Plans {
    private static final System.Logger LOG = System.getLogger(Plans.class.getName());
    private static final int MOST_AT_ONCE = 1_000;

    private final SubscriptionStore subscriptions;
    private final AccountStore accounts;
    private final BalanceListener listener;
    private final InstantSource clock;

    public Plans(
            SubscriptionStore subscriptions,
            AccountStore accounts,
            BalanceListener listener,
            InstantSource clock) {
        this.subscriptions = subscriptions;
        this.accounts = accounts;
        this.listener = listener;
        this.clock = clock;
    }

    /// Gives a user a plan, in place of the one there was, whose credit is gone with it.
    ///
    /// @param subscription with its first period as the current one; to be begun again as it is
    ///   when this fails
    public Subscription begin(Subscription subscription) {
        long before =
                subscriptions.find(subscription.userId()).map(Subscription::revision).orElse(0L);
        book(subscription.beginning(clock.instant()));
        return subscriptions.save(subscription.withRevision(before));
    }

    /// Begins the next periods of all plans whose current one has ended, and ends those that have
    /// no next. Periods that went by unnoticed are passed over.
    ///
    /// @return how many changed
    /// @throws dev.airelay.failure.StoreException when a store does not answer; the rest waits
    public int renew() {
        Instant now = clock.instant();
        List<Subscription> due = subscriptions.due(now, MOST_AT_ONCE);
        int changed = 0;
        for (Subscription one : due) {
            try {
                renew(one, now);
                changed++;
            } catch (StaleRecordException e) {
                LOG.log(Level.INFO, "{0} is renewed by somebody else", one.id());
            } catch (UnreadableRecordException e) {
                LOG.log(Level.WARNING, "plan " + one.id() + " waits for its renewal", e);
            }
        }
        return changed;
    }

    /// The books first: should this end in between, the next run books nothing twice. They also see
    /// to it that a plan which was begun since the list was read is left alone.
    private void renew(Subscription ended, Instant now) {
        Subscription current = ended;
        while (!current.last() && !current.periodEnd().isAfter(now)) {
            current = current.next();
        }
        if (current.periodEnd().isAfter(now)) {
            book(current.renewal(now));
            var _ = subscriptions.save(current);
        } else {
            book(current.ending(now));
            subscriptions.remove(ended);
        }
    }

    private void book(Renewal renewal) {
        listener.changed(accounts.renew(renewal).after(), List.of());
    }
}
