package dev.airelay.folding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.account.Entry;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.contract.Race;
import dev.airelay.folding.Sweep.Swept;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.BookedFunds;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.Gate;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.Hold;
import dev.airelay.quota.Holder;
import dev.airelay.quota.OpenHolds;
import dev.airelay.quota.Reconciliation;
import dev.airelay.usage.MemoryUsageLog;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.RequestId;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageLogContract;
import dev.airelay.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests whose process dies at every point between admission and booking, on any gate.
public abstract class SweepContract {
    private static final Holder ADA = new Holder("ada", 1, Limits.NONE, "key", 1, Limits.NONE);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);

    /// A clock that several threads may set forward.
    private static final class Hands implements InstantSource {
        private Instant now = NOON;

        @Override
        public synchronized Instant instant() {
            return now;
        }

        synchronized void pass(Duration time) {
            now = now.plus(time);
        }
    }

    private final Hands clock = new Hands();
    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final MemoryUsageLog log = new MemoryUsageLog(10_000);
    private final GatePorts ports;
    private final Gate gate;
    private final UsageLog folded;
    private final Sweep sweep;
    private final String id = RequestId.of(NOON, new SplittableRandom(1));

    /// @param gates makes a gate on which nothing was taken yet
    protected SweepContract(BiFunction<FundsSource, InstantSource, GatePorts> gates) {
        ports = gates.apply(new BookedFunds(accounts, accounts), clock);
        gate = ports.gate();
        var fold =
                new Fold(
                        accounts,
                        ports.balanceListener(),
                        (one, _, _) -> assertEquals("", one),
                        clock);
        // Folds at once what is written, as the stream would a moment later.
        folded = new FoldedUsageLog(log, charge -> fold.fold(List.of(charge)));
        sweep = new Sweep(ports.holds(), folded, accounts, ports.balanceListener());
    }

    @BeforeEach
    void hundred() {
        accounts.book(new Entry("grant", "ada", Entry.Kind.GRANT, new Nanos(100), NOON, ""));
        assertInstanceOf(Admission.Admitted.class, ask(id, 60));
    }

    private Admission ask(String request, long cost) {
        return gate.admit(
                new AdmissionRequest(request, ADA, "m", new Estimate(1, new Nanos(cost)), LEASE));
    }

    private void available(long nanos) {
        assertEquals(new Admission.OutOfFunds(new Nanos(nanos)), ask("probe", 1L << 40));
    }

    private boolean reconcile(long cost) {
        return gate.reconcile(
                new Reconciliation(id, ADA, new Estimate(1, new Nanos(60)), 1, new Nanos(cost)));
    }

    private UsageRecord record(long cost) {
        return record(id, cost);
    }

    private static UsageRecord record(String id, long cost) {
        UsageRecord any = UsageLogContract.usage(id);
        return new UsageRecord(
                id,
                "",
                NOON,
                "ada",
                "key",
                "",
                "",
                "",
                "",
                "",
                "m",
                "m",
                false,
                200,
                Outcome.SUCCESS,
                "none",
                List.of(),
                List.of(),
                any.tokens(),
                any.source(),
                any.uses(),
                any.tier(),
                any.notes(),
                new Nanos(cost),
                "",
                1,
                1,
                "",
                "");
    }

    private void nothingIsLeft() {
        clock.pass(Duration.ofDays(1));
        assertEquals(new Swept(0, 0, 0), sweep.sweep());
        assertEquals(List.of(), ports.holds().open(Duration.ZERO, 10));
        assertEquals(1, log.recent().size());
    }

    @Test
    void whatIsInFlightIsLeftAlone() {
        clock.pass(LEASE.plusSeconds(59));

        assertEquals(new Swept(0, 0, 0), sweep.sweep());

        available(40);
    }

    @Test
    void aRequestThatNobodyReconciledIsReleasedAndRecorded() {
        clock.pass(LEASE.plusSeconds(60));

        assertEquals(new Swept(1, 0, 0), sweep.sweep());

        available(100);
        UsageRecord row = log.recent().getFirst();
        assertEquals(Outcome.ABANDONED, row.outcome());
        assertEquals(NOON, row.startedAt());
        assertEquals("m", row.askedModel());
        assertEquals("key", row.keyId());
        nothingIsLeft();
    }

    @Test
    void aLateReconciliationAfterTheSweepGivesTheSameBooks() {
        clock.pass(LEASE.plusSeconds(60));
        sweep.sweep();

        assertTrue(folded.write(record(25)));
        assertEquals(false, reconcile(25));

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        assertEquals(Outcome.SUCCESS, log.recent().getFirst().outcome());
        nothingIsLeft();
    }

    @Test
    void aLateReconciliationBeforeTheSweepGivesTheSameBooks() {
        clock.pass(LEASE.plusSeconds(60));
        folded.write(record(25));
        reconcile(25);

        sweep.sweep();

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        nothingIsLeft();
    }

    @Test
    void aRecordWithoutAReconciliationIsChargedAndItsHoldReleased() {
        folded.write(record(25));
        clock.pass(LEASE.plusSeconds(60));

        assertEquals(new Swept(1, 0, 0), sweep.sweep());

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        assertEquals(Outcome.SUCCESS, log.recent().getFirst().outcome());
        nothingIsLeft();
    }

    @Test
    void aCostThatOnlyTheGateKnowsIsRecordedAndCharged() {
        reconcile(25);
        clock.pass(Duration.ofSeconds(60));

        assertEquals(new Swept(0, 1, 0), sweep.sweep());

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        assertEquals(new Nanos(25), log.recent().getFirst().cost());
        nothingIsLeft();
    }

    @Test
    void aBookingThatTheGateNeverHeardOfIsTold() {
        var untold = new Fold(accounts, (_, _) -> {}, (_, _, _) -> {}, clock);
        new FoldedUsageLog(log, charge -> untold.fold(List.of(charge))).write(record(25));
        reconcile(25);
        clock.pass(Duration.ofSeconds(60));
        available(75);

        assertEquals(new Swept(0, 0, 1), sweep.sweep());

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        nothingIsLeft();
    }

    @Test
    void aCostThatIsRecordedButNotBookedYetWaitsForItsFold() {
        log.write(record(25));
        reconcile(25);
        clock.pass(Duration.ofSeconds(60));

        assertEquals(new Swept(0, 0, 0), sweep.sweep());

        available(75);
        assertEquals(1, ports.holds().open(Duration.ZERO, 10).size());
    }

    /// A sweep saw the request in flight and gave it up; before it could release the hold, the
    /// process reconciled late, and died before it wrote its record.
    @ParameterizedTest
    @ValueSource(longs = {0, 25})
    void aReconciliationThatCameBetweenTheTwoHalvesOfASweepIsBookedByTheNext(long cost) {
        var given = new Hold[1];
        clock.pass(LEASE.plusSeconds(60));
        var late =
                new Sweep(
                        new OpenHolds() {
                            @Override
                            public List<Hold> open(Duration ago, int most) {
                                return ports.holds().open(ago, most);
                            }

                            @Override
                            public void release(Hold hold) {
                                given[0] = hold;
                                reconcile(cost);
                                ports.holds().release(hold);
                            }
                        },
                        folded,
                        accounts,
                        ports.balanceListener());
        late.sweep();
        assertEquals(id, given[0].requestId());
        clock.pass(Duration.ofSeconds(60));

        sweep.sweep();

        assertEquals(new Nanos(100 - cost), accounts.account("ada").balance());
        available(100 - cost);
        nothingIsLeft();
    }

    @Test
    void aFreeRequestOfWhichOnlyTheGateKnowsIsRecordedToo() {
        reconcile(0);
        clock.pass(Duration.ofSeconds(60));

        assertEquals(new Swept(0, 1, 0), sweep.sweep());

        assertEquals(Outcome.ABANDONED, log.recent().getFirst().outcome());
        nothingIsLeft();
    }

    @Test
    void aRequestWithoutARecordOfItsOwnLeavesNone() {
        gate.admit(new AdmissionRequest("list", ADA, "", Estimate.NOTHING, LEASE));
        gate.admit(new AdmissionRequest("menu", ADA, "", Estimate.NOTHING, LEASE));
        gate.reconcile(new Reconciliation("menu", ADA, Estimate.NOTHING, 0, Nanos.ZERO));
        clock.pass(LEASE.plusSeconds(60));

        sweep.sweep();

        assertEquals(1, log.recent().size());
        assertEquals(List.of(), ports.holds().open(Duration.ZERO, 10));
    }

    /// Many lives of requests at once: each is refused, or admitted and then dies at a random
    /// point, reconciles before it is recorded or after, once or twice; sweeps and folds go on all
    /// the time.
    @Test
    void whateverHappensAtOnceTheBooksAreExactInTheEnd() throws Exception {
        folded.write(record(0));
        reconcile(0);
        var admitted = ConcurrentHashMap.<String>newKeySet();
        var dearest = new AtomicLong();
        accounts.book(new Entry("more", "ada", Entry.Kind.GRANT, new Nanos(20_000), NOON, ""));
        ports.balanceListener().changed(accounts.account("ada"), List.of());

        Race.run(
                8,
                runner ->
                        () -> {
                            var random = new SplittableRandom(runner);
                            for (int i = 0; i < 40; i++) {
                                String request = RequestId.of(NOON, random);
                                long held = random.nextLong(1, 300);
                                if (ask(request, held) instanceof Admission.Admitted) {
                                    admitted.add(request);
                                    long cost = random.nextLong(2 * held);
                                    dearest.accumulateAndGet(cost - held, Math::max);
                                    live(request, held, cost, random);
                                }
                                clock.pass(Duration.ofSeconds(random.nextInt(20)));
                                if (random.nextInt(10) == 0) {
                                    sweep.sweep();
                                }
                            }
                            return 0;
                        });
        clock.pass(Duration.ofDays(1));
        sweep.sweep();
        sweep.sweep();

        assertEquals(List.of(), ports.holds().open(Duration.ZERO, 10_000));
        long balance = accounts.account("ada").balance().value();
        assertEquals(
                balance,
                accounts.entries("ada", 1000).stream().mapToLong(e -> e.amount().value()).sum());
        assertEquals(
                20_100 - balance, log.recent().stream().mapToLong(row -> row.cost().value()).sum());
        admitted.add(id);
        assertEquals(
                admitted,
                log.recent().stream().map(UsageRecord::requestId).collect(Collectors.toSet()));
        assertTrue(balance >= -8 * dearest.get(), "at most what eight requests overran");
        available(balance);
    }

    private void live(String request, long held, long cost, SplittableRandom random) {
        var estimate = new Estimate(1, new Nanos(held));
        var reconciliation = new Reconciliation(request, ADA, estimate, 1, new Nanos(cost));
        switch (random.nextInt(8)) {
            case 0 -> {
                // Dies before it could reconcile anything.
            }
            case 1 -> {
                var _ = gate.reconcile(reconciliation);
            }
            case 2 -> folded.write(record(request, cost));
            case 3, 4 -> {
                folded.write(record(request, cost));
                var _ = gate.reconcile(reconciliation);
                var _ = gate.reconcile(reconciliation);
            }
            default -> {
                var _ = gate.reconcile(reconciliation);
                folded.write(record(request, cost));
                folded.write(record(request, cost));
            }
        }
    }
}
