package dev.airelay.quota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.StoreException;
import dev.airelay.health.ChannelBoard;
import dev.airelay.health.ChannelBoardContract;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.health.MemoryChannelBoard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class FallbackBoardTest implements ChannelBoardContract {
    private static final Duration COOL_DOWN = Duration.ofSeconds(5);

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private boolean away;
    private boolean secondAway;
    private final AtomicInteger askedSecond = new AtomicInteger();
    private final MemoryChannelBoard first = new MemoryChannelBoard(() -> now);
    private final MemoryChannelBoard second = new MemoryChannelBoard(() -> now);
    private final StoreCircuit circuit = new StoreCircuit(1, COOL_DOWN, () -> now);
    private final ChannelBoard board =
            new FallbackBoard(
                    new FailingBoard(first, () -> failIf(away)),
                    new FailingBoard(
                            second,
                            () -> {
                                askedSecond.incrementAndGet();
                                failIf(secondAway);
                            }),
                    circuit);

    private static void failIf(boolean away) {
        if (away) {
            throw new StoreException("away", new IOException("refused"));
        }
    }

    @Override
    public ChannelBoard board() {
        return board;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }

    private void comeBack() {
        away = false;
        pass(COOL_DOWN);
    }

    @Test
    void whileTheFirstAnswersTheSecondIsNotAsked() {
        board.swap("a", "", "one");
        board.enter("a", "r1", 1, LEASE);
        board.leave("a", "r1");

        assertEquals(board.healths(), first.healths());
        assertEquals(0, askedSecond.get());
    }

    @Test
    void whileTheFirstIsAwayNotesAreTheSecondsOwn() {
        board.swap("a", "", "at first");
        away = true;

        assertFalse(board.swap("a", "at first", "lost"));
        assertEquals(HealthSnapshot.UNKNOWN, board.healths());
        assertTrue(board.swap("a", "", "at second"));
        comeBack();

        assertEquals(new HealthSnapshot(Map.of("a", "at first")), board.healths());
        assertTrue(board.swap("a", "at first", "after"));
        assertEquals(new HealthSnapshot(Map.of("a", "at second")), second.healths());
    }

    @Test
    void aSlotIsGivenBackWhereItWasTakenWhateverHappensBetween() {
        assertTrue(board.enter("a", "at-first", 1, LEASE));
        away = true;
        assertTrue(board.enter("a", "at-second", 1, LEASE));
        comeBack();

        board.leave("a", "at-second");
        board.leave("a", "at-first");

        assertTrue(first.enter("a", "next", 1, LEASE));
        assertTrue(second.enter("a", "next", 1, LEASE));
    }

    /// As when the first took it, but the answer was lost.
    @Test
    void aSlotThatIsTakenAtBothIsGivenBackAtBoth() {
        board.enter("a", "r1", 1, LEASE);
        away = true;
        board.enter("a", "r1", 1, LEASE);
        comeBack();
        board.leave("a", "r1");

        assertTrue(first.enter("a", "next", 1, LEASE));
        assertTrue(second.enter("a", "next", 1, LEASE));
    }

    @Test
    void aSlotThatIsGivenBackWhileTheFirstIsAwayEndsThereWithItsLease() {
        board.enter("a", "r1", 1, LEASE);
        away = true;
        assertThrows(StoreException.class, () -> board.leave("a", "r1"));

        assertEquals(0, askedSecond.get());
        assertFalse(first.enter("a", "next", 1, LEASE));
        pass(LEASE);
        assertTrue(first.enter("a", "next", 1, LEASE));
    }

    @Test
    void anOutageCostsOneFailedCallEachCoolDown() {
        away = true;
        board.swap("a", "", "one");
        assertTrue(circuit.isOpen());
        away = false;

        board.swap("b", "", "two");

        assertEquals(HealthSnapshot.UNKNOWN, first.healths());
    }

    @Test
    void aSecondThatIsAwayTooIsTheCallersProblem() {
        away = true;
        secondAway = true;

        assertThrows(StoreException.class, board::healths);
        assertThrows(StoreException.class, () -> board.swap("a", "", "one"));
        assertThrows(StoreException.class, () -> board.enter("a", "r1", 1, LEASE));
        secondAway = false;
        board.enter("a", "r1", 1, LEASE);
        secondAway = true;
        assertThrows(StoreException.class, () -> board.leave("a", "r1"));
    }
}
