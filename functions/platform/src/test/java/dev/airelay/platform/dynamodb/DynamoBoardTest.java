package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.StoreException;
import dev.airelay.health.ChannelBoard;
import dev.airelay.health.ChannelBoardContract;
import dev.airelay.health.HealthSnapshot;
import dev.airelay.quota.News;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Its clock is far ahead of the engine's, which deletes what it thinks is over.
final class DynamoBoardTest implements ChannelBoardContract {
    private static final Instant START = Instant.parse("2040-01-01T00:00:00Z");
    private static final Tables TABLES = LocalDynamo.freshTables();
    private static final Rows ROWS = new Rows(LocalDynamo::client, TABLES.gates(), "id");

    private Instant now = START;
    private final ChannelBoard board = new DynamoBoard(LocalDynamo::client, TABLES, () -> now);

    @BeforeEach
    void empty() {
        for (Item row : ROWS.all()) {
            LocalDynamo.client()
                    .deleteItem(ask ->
                            ask.tableName(TABLES.gates())
                                    .key(Map.of("id", row.values().get("id"))));
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

    private static Item slots() {
        return ROWS.get(SlotRow.id("a")).orElseThrow();
    }

    @Test
    void aChangeOfRoutesLeavesTheNotesAloneAndNotesLeaveTheRoutes() {
        var news = new NewsRow(LocalDynamo::client, TABLES.gates());
        assertEquals(News.NONE, news.get());
        news.putRoutes("first");
        board.swap("a", "", "one");
        assertEquals(new News("first", new HealthSnapshot(Map.of("a", "one"))), news.get());

        news.putRoutes("second");

        assertEquals(new News("second", new HealthSnapshot(Map.of("a", "one"))), news.get());
    }

    @Test
    void theRowOfNotesNeverExpires() {
        board.swap("a", "", "one");
        assertTrue(ROWS.get(NewsRow.ID).orElseThrow().numberIfAny("expires_at_s").isEmpty());
    }

    @Test
    void theRowOfSlotsExpiresAfterTheLongestLease() {
        board.enter("a", "long", 3, Duration.ofMinutes(3));
        board.enter("a", "short", 3, Duration.ofMinutes(1));
        board.leave("a", "long");

        assertEquals(START.getEpochSecond() + 181, slots().number("expires_at_s"));
    }

    @Test
    void whoTakesNothingWritesNothing() {
        board.leave("a", "stranger");
        assertEquals(List.of(), ROWS.all());
        board.enter("a", "r1", 1, LEASE);
        board.enter("a", "r1", 1, LEASE);
        board.enter("a", "r2", 1, LEASE);
        board.leave("a", "r2");
        assertEquals(1, slots().number("version"));
    }

    @Test
    void slotsWhoseLeaseIsOverLeaveTheRow() {
        board.enter("a", "r1", 1, LEASE);
        pass(LEASE);
        board.enter("a", "r2", 1, LEASE);

        assertEquals(Map.of("r2", now.plus(LEASE)), SlotRow.read(slots()).leaseEnds());
    }

    /// As when DynamoDB deletes a row that expired, between a read and the write that follows.
    @Test
    void aRowThatIsGoneIsBegunAgain() {
        board.enter("a", "r1", 1, LEASE);
        SlotRow read = SlotRow.read(slots());
        empty();

        Item there = ROWS.putVersion(read.without("r1").item()).orElseThrow();

        assertEquals(Map.of(), there.values());
        assertTrue(board.enter("a", "r2", 1, LEASE));
        assertFalse(board.enter("a", "r3", 1, LEASE));
    }

    @Test
    void aMissingTableIsAStoreException() {
        var nowhere = new DynamoBoard(LocalDynamo::client, new Tables("nowhere-"), () -> now);
        assertThrows(StoreException.class, nowhere::healths);
        assertThrows(StoreException.class, () -> nowhere.swap("a", "", "one"));
        assertThrows(StoreException.class, () -> nowhere.swap("a", "one", "two"));
        assertThrows(StoreException.class, () -> nowhere.enter("a", "r1", 1, LEASE));
        assertThrows(StoreException.class, () -> nowhere.leave("a", "r1"));
    }
}
