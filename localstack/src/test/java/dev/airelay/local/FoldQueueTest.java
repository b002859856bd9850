package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.account.Charge;
import dev.airelay.failure.StoreException;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldQueueTest {
    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void whatComesDuringAFoldIsFoldedTogetherByTheNextOnes() throws Exception {
        var folding = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var folds = new ArrayList<List<Charge>>();
        var all = IntStream.rangeClosed(0, 250).mapToObj(FoldQueueTest::charge).toList();
        try (var queue =
                new FoldQueue(
                        charges -> {
                            folding.countDown();
                            await(goOn);
                            folds.add(List.copyOf(charges));
                        },
                        LONG)) {
            queue.add(all.getFirst());
            folding.await();
            all.stream().skip(1).forEach(queue::add);
            goOn.countDown();
        }
        assertEquals(List.of(1, 100, 100, 50), folds.stream().map(List::size).toList());
        assertEquals(all, folds.stream().flatMap(List::stream).toList());
    }

    @Test
    void aFoldWithoutItsStoresIsDoneAgainUntilTheyAreBack() throws Exception {
        var attempts = new AtomicInteger();
        BlockingQueue<Charge> folded = new LinkedBlockingQueue<>();
        try (var queue =
                new FoldQueue(
                        charges -> {
                            if (attempts.incrementAndGet() < 4) {
                                throw away();
                            }
                            folded.addAll(charges);
                        },
                        Duration.ofMillis(1))) {
            queue.add(charge(1));
            queue.add(charge(2));
            assertEquals(charge(1), folded.take());
            assertEquals(charge(2), folded.take());
        }
        assertEquals(List.of(), List.copyOf(folded));
    }

    @Test
    void closingWaitsForNoPauseAndTriesWhatIsLeftOnceMore() throws Exception {
        var attempts = new AtomicInteger();
        var failed = new CountDownLatch(1);
        var folded = new ArrayList<Charge>();
        try (var queue =
                new FoldQueue(
                        charges -> {
                            if (attempts.incrementAndGet() == 1) {
                                failed.countDown();
                                throw away();
                            }
                            folded.addAll(charges);
                        },
                        LONG)) {
            queue.add(charge(1));
            failed.await();
            queue.add(charge(2));
        }
        assertEquals(List.of(charge(1), charge(2)), folded);
    }

    @Test
    void closingEndsThoughTheStoresStayAway() {
        var attempts = new AtomicInteger();
        try (var queue =
                new FoldQueue(
                        _ -> {
                            attempts.incrementAndGet();
                            throw away();
                        },
                        LONG)) {
            queue.add(charge(1));
        }
        assertEquals(2, attempts.get());
    }

    private static StoreException away() {
        return new StoreException("away", new IOException("no route"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Charge charge(int number) {
        return new Charge(
                "r" + number,
                "u",
                new Nanos(number),
                Instant.EPOCH,
                new Charge.Use(Instant.EPOCH, "k", "m", "c", "g", true, Tokens.NONE, 1));
    }
}
