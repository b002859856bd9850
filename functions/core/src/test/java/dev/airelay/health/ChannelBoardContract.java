package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [ChannelBoard] does. Its clock stands still unless a test lets time pass.
public interface ChannelBoardContract {
    Duration LEASE = Duration.ofMinutes(5);

    /// With nothing on it when a test begins; the same one each time.
    ChannelBoard board();

    /// Moves the clock on.
    void pass(Duration time);

    private static HealthSnapshot notes(Map<String, String> notes) {
        return new HealthSnapshot(notes);
    }

    private boolean enter(String requestId, int most) {
        return board().enter("a", requestId, most, LEASE);
    }

    // --- notes ---

    @Test
    default void aNoteIsPutWhereThereIsNoneAndInThePlaceOfAnother() {
        assertEquals(HealthSnapshot.UNKNOWN, board().healths());

        assertTrue(board().swap("a", "", "one"));
        assertEquals(notes(Map.of("a", "one")), board().healths());
        assertTrue(board().swap("a", "one", "two"));

        assertEquals(notes(Map.of("a", "two")), board().healths());
    }

    @Test
    default void aNoteThatIsNotThereIsNotReplaced() {
        assertFalse(board().swap("a", "one", "two"));
        assertEquals(HealthSnapshot.UNKNOWN, board().healths());
        board().swap("a", "", "two");

        assertFalse(board().swap("a", "", "three"));
        assertFalse(board().swap("a", "one", "three"));
        assertFalse(board().swap("b", "two", "three"));

        assertEquals(notes(Map.of("a", "two")), board().healths());
    }

    @Test
    default void eachChannelHasANoteOfItsOwn() {
        String note = HealthText.write(Health.UNKNOWN);
        for (String channel : List.of("a", "b.c", "d#1", "{e}:f", "ü g")) {
            assertTrue(board().swap(channel, "", note), channel);
        }
        assertTrue(board().swap("b.c", note, "100% |\n\"x\"=[1]"));

        assertEquals(
                notes(
                        Map.of(
                                "a", note,
                                "b.c", "100% |\n\"x\"=[1]",
                                "d#1", note,
                                "{e}:f", note,
                                "ü g", note)),
                board().healths());
    }

    @Test
    default void theLongestNotesOfManyChannelsComeBackAsTheyWere() {
        String note = Notes.longest();
        var all = new HashMap<String, String>();
        for (int i = 0; i < 50; i++) {
            all.put("c" + i, note);
            assertTrue(board().swap("c" + i, "", note));
        }

        assertEquals(notes(all), board().healths());
        assertTrue(board().swap("c7", note, "short"));
        assertFalse(board().swap("c7", note, "again"));
    }

    // --- slots ---

    @Test
    default void soManyEnterAndNoMore() {
        assertTrue(enter("r1", 2));
        assertTrue(enter("r2", 2));
        assertFalse(enter("r3", 2));
        assertTrue(board().enter("b", "r3", 2, LEASE));

        assertFalse(enter("r3", 1));
        assertTrue(enter("r3", 3));
    }

    @Test
    default void enteringAgainTakesNothing() {
        assertTrue(enter("r1", 2));
        assertTrue(enter("r1", 2));
        assertTrue(enter("r2", 2));

        assertTrue(enter("r1", 2));
        assertTrue(enter("r1", 1));
        assertFalse(enter("r3", 2));
    }

    @Test
    default void leavingGivesOneSlotBackOnce() {
        enter("r1", 2);
        enter("r2", 2);

        board().leave("a", "r1");
        board().leave("a", "r1");
        board().leave("b", "r2");
        board().leave("a", "stranger");

        assertTrue(enter("r3", 2));
        assertFalse(enter("r4", 2));
    }

    @Test
    default void whoLeftMayEnterAgain() {
        enter("r1", 1);
        board().leave("a", "r1");
        assertTrue(enter("r1", 1));
        assertFalse(enter("r2", 1));
    }

    @Test
    default void aSlotThatNobodyLeavesIsFreeWhenItsLeaseEnds() {
        assertTrue(enter("r1", 1));
        pass(LEASE.minusNanos(1000));
        assertFalse(enter("r2", 1));
        assertTrue(enter("r1", 1), "which does not make the lease longer");

        pass(Duration.ofNanos(1000));

        assertTrue(enter("r2", 1));
        board().leave("a", "r1");
        assertFalse(enter("r3", 1));
    }

    @Test
    default void leasesEndEachByItself() {
        board().enter("a", "long", 2, Duration.ofMinutes(10));
        board().enter("a", "short", 2, Duration.ofMinutes(1));
        pass(Duration.ofMinutes(1));

        assertTrue(enter("r1", 2));
        assertFalse(enter("r2", 2));
    }

    @Test
    default void slotsAreNoNotes() {
        enter("r1", 1);
        assertEquals(HealthSnapshot.UNKNOWN, board().healths());
        board().swap("a", "", "one");
        board().leave("a", "r1");
        assertEquals(notes(Map.of("a", "one")), board().healths());
    }

    // --- at the same moment ---

    @Test
    default void ofManyWhoReplaceOneNoteOneWins() throws Exception {
        for (String before : List.of("", "first")) {
            String channel = "race" + before;
            if (!before.isEmpty()) {
                board().swap(channel, "", before);
            }
            List<Boolean> won = Race.run(16, i -> () -> board().swap(channel, before, "by " + i));

            assertEquals(1, Collections.frequency(won, true));
            assertTrue(board().swap(channel, "by " + won.indexOf(true), "after"));
        }
    }

    @Test
    default void ofManyWhoWriteTheSameOneWins() throws Exception {
        board().swap("a", "", "one");
        List<Boolean> won = Race.run(16, _ -> () -> board().swap("a", "one", "two"));
        assertEquals(1, Collections.frequency(won, true));
    }

    @Test
    default void notesOfManyChannelsGoUpAtOnce() throws Exception {
        List<Boolean> done = Race.run(16, i -> () -> board().swap("c" + i, "", "by " + i));

        assertEquals(16, Collections.frequency(done, true));
        var all = new HashMap<String, String>();
        for (int i = 0; i < 16; i++) {
            all.put("c" + i, "by " + i);
        }
        assertEquals(notes(all), board().healths());
    }

    @Test
    default void ofManyAtOnceExactlySoManyEnter() throws Exception {
        List<Boolean> entered = Race.run(32, i -> () -> enter("r" + i, 5));
        assertEquals(5, Collections.frequency(entered, true));
    }

    @Test
    default void slotsNeverOverflowWhileRequestsComeAndGo() throws Exception {
        var inside = new AtomicInteger();
        var served = new AtomicInteger();

        List<Integer> peaks =
                Race.run(
                        8,
                        runner ->
                                () -> {
                                    int peak = 0;
                                    for (int i = 0; i < 15; i++) {
                                        String id = runner + "-" + i;
                                        if (enter(id, 3)) {
                                            peak = Math.max(peak, inside.incrementAndGet());
                                            served.incrementAndGet();
                                            inside.decrementAndGet();
                                            board().leave("a", id);
                                        }
                                    }
                                    return peak;
                                });

        assertTrue(Collections.max(peaks) <= 3, peaks::toString);
        assertTrue(served.get() > 0);
        for (int i = 0; i < 3; i++) {
            assertTrue(enter("after-" + i, 3), "all were given back");
        }
    }
}
