package dev.airelay.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.contract.Race;
import dev.airelay.money.Nanos;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [UsageLog] does.
public interface UsageLogContract {
    /// A log without records, or at least without those of an earlier test.
    UsageLog log();

    static UsageRecord usage(String requestId) {
        return new UsageRecord(
                requestId,
                "trace-" + requestId,
                Instant.parse("2026-11-21T10:20:30.456Z"),
                "user-1",
                "key-1",
                "gold",
                "website",
                "channel-2",
                "anthropic",
                "anthropic.messages",
                "fast",
                "claude-haiku-5",
                true,
                200,
                Outcome.SUCCESS,
                "none",
                List.of(
                        new Attempt(
                                "channel-1", "k1", "m-1", "upstream_busy", 3, 210, "Slow down."),
                        new Attempt("channel-2", "k2", "m-2", "none", 413, 640, "")),
                List.of(new Skip("channel-3", "m", Skip.Why.CIRCUIT_OPEN)),
                new Tokens(1200, 800, 40, 5, 321, 99),
                Source.REPORTED,
                Uses.of("web_search", 2),
                "priority",
                List.of("bounded"),
                new Nanos(4_321_000),
                "list-2026-11",
                655,
                4321,
                "198.51.100.7",
                "claude-cli/9.9");
    }

    /// A request of which hardly anything is known.
    static UsageRecord bare(String requestId) {
        return new UsageRecord(
                requestId,
                "",
                Instant.EPOCH,
                "user-1",
                "key-1",
                "",
                "",
                "",
                "",
                "openai.chat",
                "",
                "",
                false,
                499,
                Outcome.CLIENT_LEFT,
                "client_gone",
                List.of(),
                List.of(),
                Tokens.NONE,
                Source.NONE,
                Uses.NONE,
                "",
                List.of(),
                Nanos.ZERO,
                "",
                -1,
                12,
                "",
                "");
    }

    @Test
    default void aRecordIsWrittenOnce() {
        assertTrue(log().write(usage("once")));
        assertFalse(log().write(usage("once")));
        assertFalse(log().write(bare("once")));
    }

    @Test
    default void aRecordMayBeNearlyEmpty() {
        assertTrue(log().write(bare("bare")));
        assertFalse(log().write(bare("bare")));
    }

    static UsageRecord abandoned(String requestId) {
        return abandoned(requestId, 0);
    }

    static UsageRecord abandoned(String requestId, long cost) {
        UsageRecord bare = bare(requestId);
        return new UsageRecord(
                requestId,
                "",
                bare.startedAt(),
                bare.userId(),
                bare.keyId(),
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                false,
                0,
                Outcome.ABANDONED,
                "abandoned",
                List.of(),
                List.of(),
                Tokens.NONE,
                Source.NONE,
                Uses.NONE,
                "",
                List.of(),
                new Nanos(cost),
                "",
                -1,
                0,
                "",
                "");
    }

    @Test
    default void anAbandonedRecordWithoutACostGivesWayToOneWithACost() {
        assertTrue(log().write(abandoned("cost")));
        assertTrue(log().write(abandoned("cost", 4)));
        assertFalse(log().write(abandoned("cost", 5)));
        assertFalse(log().write(abandoned("cost")));
        assertTrue(log().write(usage("cost")));
        assertFalse(log().write(abandoned("cost", 4)));
    }

    @Test
    default void anAbandonedRecordGivesWayToOneThatKnowsMore() {
        assertTrue(log().write(abandoned("late")));
        assertFalse(log().write(abandoned("late")));
        assertTrue(log().write(usage("late")));
        assertFalse(log().write(abandoned("late")));
        assertFalse(log().write(bare("late")));
    }

    @Test
    default void ofManyWhoWriteTheSameRecordOneWins() throws Exception {
        var wrote = Race.run(16, i -> () -> log().write(usage("raced")));

        assertEquals(1, wrote.stream().filter(written -> written).count());
    }
}
