package dev.airelay.giftcard;

import dev.airelay.access.KeyHasher;
import dev.airelay.account.Account;
import dev.airelay.account.AccountStore;
import dev.airelay.account.BalanceListener;
import dev.airelay.guess.Guesser;
import dev.airelay.guess.Guesses;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What users do with gift cards: redeem them. Safe for use by many threads.
public final class Redeeming {
    private static final System.Logger LOG = System.getLogger(Redeeming.class.getName());

    private final GiftCardStore store;
    private final AccountStore accounts;
    private final KeyHasher hasher;
    private final Guesses guesses;
    private final BalanceListener listener;
    private final InstantSource clock;

    /// @param listener told of each balance that a card changed; should it fail, that is logged and
    ///   the card stays redeemed. Told again when a user tries the same card once more
    public Redeeming(
            GiftCardStore store,
            AccountStore accounts,
            KeyHasher hasher,
            Guesses guesses,
            BalanceListener listener,
            InstantSource clock) {
        this.store = store;
        this.accounts = accounts;
        this.hasher = hasher;
        this.guesses = guesses;
        this.listener = listener;
        this.clock = clock;
    }

    /// What came of a try.
    public sealed interface Outcome {
        record Tried(Redemption redemption) implements Outcome {}

        /// The code was not looked at: too many were wrong.
        ///
        /// @param patience until the next try makes sense, above zero
        record Refused(Duration patience) implements Outcome {}
    }

    /// @param text what the user typed; what cannot be a code is unknown and costs no try
    /// @param who whose account gets the amount, and whose tries are counted
    /// @throws dev.airelay.failure.StoreException when a store does not answer; should that be
    ///   after the card was used, the next try tells so
    public Outcome redeem(String text, Guesser who) {
        Optional<GiftCode> code = GiftCode.read(text);
        if (code.isEmpty()) {
            return new Outcome.Tried(new Redemption.Unknown());
        }
        var hash = hasher.hash(code.get().text());
        Optional<Duration> wait = guesses.take(who);
        if (wait.isPresent()) {
            return new Outcome.Refused(wait.get());
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var redemption = store.redeem(hash, who.userId(), now);
        if (redemption instanceof Redemption.Paid(var card, var after)) {
            var paid = "gift card " + card.id();
            afterwards(paid, "the try is not given back", () -> guesses.giveBack(who));
            afterwards(paid, "nobody was told", () -> tell(after));
        }
        // Whoever paid may have ended, or lost the answer, before it could tell.
        if (redemption instanceof Redemption.AlreadyUsed(var byAsker) && byAsker) {
            var paid = "a gift card of " + who.userId();
            afterwards(paid, "nobody was told again", () -> tell(accounts.account(who.userId())));
        }
        return new Outcome.Tried(redemption);
    }

    private void tell(Account after) {
        listener.changed(after, List.of());
    }

    private static void afterwards(String paid, String otherwise, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, paid + " was redeemed, but " + otherwise, e);
        }
    }
}
