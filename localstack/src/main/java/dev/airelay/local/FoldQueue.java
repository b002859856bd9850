package dev.airelay.local;

import dev.airelay.account.Charge;
import dev.airelay.failure.StoreException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Stands in for the stream of usage records: charges are folded in their order, on a thread of its
/// own, as many together as have come meanwhile. Any thread may add; nobody after closing.
///
/// What cannot be folded because a store is away is folded again until it is back. What waits then
/// has no bound, but without the gate no request is admitted that could add to it.
final class FoldQueue implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(FoldQueue.class.getName());
    private static final int MOST_AT_ONCE = 100;

    private final Consumer<List<Charge>> fold;
    private final Duration pause;
    private final BlockingQueue<Charge> waiting = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService folding =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("fold").factory());

    /// @param fold takes 1 to 100 charges; called again with those for which it throws a
    ///   [StoreException]
    /// @param pause before it is called again
    FoldQueue(Consumer<List<Charge>> fold, Duration pause) {
        this.fold = fold;
        this.pause = pause;
    }

    void add(Charge charge) {
        waiting.add(charge);
        folding.execute(this::foldNext);
    }

    /// Finds nothing when the charge for which it was called was folded with another.
    private void foldNext() {
        var charges = new ArrayList<Charge>();
        waiting.drainTo(charges, MOST_AT_ONCE);
        boolean last = false;
        while (!charges.isEmpty() && !folded(charges)) {
            if (last) {
                LOG.log(Level.ERROR, "closed before these could be booked: {0}", charges);
                return;
            }
            last = closesWithin(pause);
        }
    }

    private boolean folded(List<Charge> charges) {
        try {
            fold.accept(charges);
            return true;
        } catch (StoreException e) {
            LOG.log(Level.WARNING, charges.size() + " charges are not booked yet", e);
            return false;
        }
    }

    private boolean closesWithin(Duration time) {
        try {
            return closing.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /// Folds what waits; while a store is away, what cannot be folded is tried once more and then
    /// logged.
    @Override
    public void close() {
        closing.countDown();
        folding.close();
    }
}
