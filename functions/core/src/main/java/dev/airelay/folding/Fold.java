package dev.airelay.folding;

import dev.airelay.account.AccountStore;
import dev.airelay.account.AccountStore.Booking;
import dev.airelay.account.BalanceListener;
import dev.airelay.account.Charge;
import dev.airelay.account.Charges;
import dev.airelay.failure.StoreException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Books charges as they come from the stream of usage records: in batches, in any order, any
/// number of times. Each request is charged once.
///
/// A charge that can never be booked goes to the dead letters and the others go on. Safe for many
/// threads, though one a shard of the stream is usual.
public final class Fold {
    private static final System.Logger LOG = System.getLogger(Fold.class.getName());

    private final AccountStore accounts;
    private final BalanceListener listener;
    private final DeadLetters deadLetters;
    private final InstantSource clock;

    public Fold(
            AccountStore accounts,
            BalanceListener listener,
            DeadLetters deadLetters,
            InstantSource clock) {
        this.accounts = accounts;
        this.listener = listener;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /// @param charges of any users; of several for one request the first counts
    /// @throws StoreException when a store does not answer; the whole batch may be folded again
    public void fold(List<Charge> charges) {
        for (List<Charge> ofOne : byUser(charges).values()) {
            Charges.steps(ofOne).forEach(this::step);
        }
    }

    private static Map<String, List<Charge>> byUser(List<Charge> charges) {
        var once = new LinkedHashMap<String, Charge>();
        for (Charge charge : charges) {
            once.putIfAbsent(charge.requestId(), charge);
        }
        var byUser = new LinkedHashMap<String, List<Charge>>();
        for (Charge charge : once.values()) {
            byUser.computeIfAbsent(charge.userId(), _ -> new ArrayList<>()).add(charge);
        }
        return byUser;
    }

    private void step(List<Charge> charges) {
        try {
            book(charges);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "charges are booked one by one after a failure", e);
            charges.forEach(this::alone);
        }
    }

    private void alone(Charge charge) {
        try {
            book(List.of(charge));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + charge.requestId() + " cannot be charged", e);
            deadLetters.bury(charge.requestId(), charge.toString(), String.valueOf(e));
        }
    }

    private void book(List<Charge> charges) {
        Booking booking = accounts.charge(charges, clock.instant());
        listener.changed(booking.after(), charges.stream().map(Charge::requestId).toList());
    }
}
