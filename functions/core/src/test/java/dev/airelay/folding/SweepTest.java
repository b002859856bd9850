package dev.airelay.folding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.account.Entry;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.folding.Sweep.Swept;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Admission;
import dev.airelay.quota.Ask;
import dev.airelay.quota.BookedFunds;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.FakeGate;
import dev.airelay.quota.Holder;
import dev.airelay.quota.Settlement;
import dev.airelay.usage.MemoryUsageLog;
import dev.airelay.usage.Outcome;
import dev.airelay.usage.RequestId;
import dev.airelay.usage.UsageLog;
import dev.airelay.usage.UsageLogContract;
import dev.airelay.usage.UsageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests whose process dies at every point between admission and booking.
class SweepTest {
    private static final Holder ADA = new Holder("ada", 1, Limits.NONE, "key", 1, Limits.NONE);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(5);

    private Instant now = NOON;
    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final MemoryUsageLog log = new MemoryUsageLog(100);
    private final FakeGate gate = new FakeGate(() -> now, new BookedFunds(accounts, accounts));
    private final Fold fold =
            new Fold(accounts, gate, (id, _, _) -> assertEquals("", id), () -> now);

    /// Folds at once what is written, as the stream would a moment later.
    private final UsageLog folded = new FoldedUsageLog(log, fold);

    private final Sweep sweep = new Sweep(gate, folded, accounts, gate);
    private final String id = RequestId.of(NOON, new SplittableRandom(1));

    @BeforeEach
    void hundred() {
        accounts.book(new Entry("grant", "ada", Entry.Kind.GRANT, new Nanos(100), NOON, ""));
        assertInstanceOf(Admission.Admitted.class, ask(id, 60));
    }

    private Admission ask(String request, long cost) {
        return gate.admit(new Ask(request, ADA, "m", new Estimate(1, new Nanos(cost)), LEASE));
    }

    private void available(long nanos) {
        assertEquals(new Admission.OutOfFunds(new Nanos(nanos)), ask("probe", 1_000));
    }

    private boolean settle(long cost) {
        return gate.settle(
                new Settlement(id, ADA, new Estimate(1, new Nanos(60)), 1, new Nanos(cost)));
    }

    private UsageRecord record(long cost) {
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
                "m",
                "m",
                false,
                200,
                Outcome.SUCCESS,
                "none",
                List.of(),
                any.tokens(),
                any.source(),
                new Nanos(cost),
                "",
                1,
                1,
                "",
                "");
    }

    private void nothingIsLeft() {
        now = now.plus(Duration.ofDays(1));
        assertEquals(new Swept(0, 0, 0), sweep.sweep());
        assertEquals(List.of(), gate.open(Duration.ZERO, 10));
        assertEquals(1, log.recent().size());
    }

    @Test
    void whatIsInFlightIsLeftAlone() {
        now = now.plus(LEASE).plusSeconds(59);

        assertEquals(new Swept(0, 0, 0), sweep.sweep());

        available(40);
    }

    @Test
    void aRequestThatNobodySettledIsReleasedAndRecorded() {
        now = now.plus(LEASE).plusSeconds(60);

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
    void aLateSettlementAfterTheSweepGivesTheSameBooks() {
        now = now.plus(LEASE).plusSeconds(60);
        sweep.sweep();

        assertTrue(folded.write(record(25)));
        assertEquals(false, settle(25));

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        assertEquals(Outcome.SUCCESS, log.recent().getFirst().outcome());
        nothingIsLeft();
    }

    @Test
    void aLateSettlementBeforeTheSweepGivesTheSameBooks() {
        now = now.plus(LEASE).plusSeconds(60);
        folded.write(record(25));
        settle(25);

        sweep.sweep();

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        nothingIsLeft();
    }

    @Test
    void aRecordWithoutASettlementIsChargedAndItsHoldReleased() {
        folded.write(record(25));
        now = now.plus(LEASE).plusSeconds(60);

        assertEquals(new Swept(1, 0, 0), sweep.sweep());

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        assertEquals(Outcome.SUCCESS, log.recent().getFirst().outcome());
        nothingIsLeft();
    }

    @Test
    void aCostThatOnlyTheGateKnowsIsRecordedAndCharged() {
        settle(25);
        now = now.plusSeconds(60);

        assertEquals(new Swept(0, 1, 0), sweep.sweep());

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        assertEquals(new Nanos(25), log.recent().getFirst().cost());
        nothingIsLeft();
    }

    @Test
    void aBookingThatTheGateNeverHeardOfIsTold() {
        new FoldedUsageLog(log, new Fold(accounts, (_, _) -> {}, (_, _, _) -> {}, () -> now))
                .write(record(25));
        settle(25);
        now = now.plusSeconds(60);
        available(75);

        assertEquals(new Swept(0, 0, 1), sweep.sweep());

        assertEquals(new Nanos(75), accounts.account("ada").balance());
        available(75);
        nothingIsLeft();
    }

    @Test
    void aCostThatIsRecordedButNotBookedYetWaitsForItsFold() {
        log.write(record(25));
        settle(25);
        now = now.plusSeconds(60);

        assertEquals(new Swept(0, 0, 0), sweep.sweep());

        available(75);
        assertEquals(1, gate.open(Duration.ZERO, 10).size());
    }

    @Test
    void aRequestWithoutARecordOfItsOwnLeavesNone() {
        gate.admit(new Ask("list", ADA, "", Estimate.NOTHING, LEASE));
        settle(0);
        now = now.plus(LEASE).plusSeconds(60);

        sweep.sweep();

        assertEquals(List.of(), log.recent());
        assertEquals(List.of(), gate.open(Duration.ZERO, 10));
    }
}
