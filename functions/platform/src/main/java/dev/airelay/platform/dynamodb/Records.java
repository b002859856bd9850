package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StaleRecordException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Records of one table that change under a revision, one row each. Reads are strongly consistent.
///
/// A change is one read and one write, of what has changed alone: what a newer version has put into
/// the row beside it stays. Every method throws [StoreException] when DynamoDB does not answer.
///
/// @param written a record as a row, its revision aside
record Records<T>(Rows rows, RowReader<T> reader, Function<T, Item> written) {
    private static final String REVISION = "revision";

    /// Empty as well when there is one that this version cannot read.
    Optional<T> find(String id) {
        return rows.get(id).flatMap(reader::ifReadable);
    }

    /// Without those that this version cannot read.
    List<T> all() {
        return reader.readable(rows.all());
    }

    /// Stores the record under the revision that follows `revision`.
    ///
    /// @param revision the one that is stored now; zero when the record must not exist yet
    /// @throws StaleRecordException when another one is stored
    void save(T record, long revision) {
        Item after = written.apply(record).number(REVISION, revision + 1);
        boolean done = revision == 0 ? rows.putIfAbsent(after) : change(after, revision);
        if (!done) {
            throw stale();
        }
    }

    private boolean change(Item after, long revision) {
        Item stored = rows.get(after.text(rows.key())).orElseThrow(this::stale);
        if (stored.number(REVISION) != revision) {
            return false;
        }
        Item before = written.apply(reader.one(stored)).number(REVISION, revision);
        return rows.change(
                after,
                Change.between(before, after, rows.key())
                        .where(
                                "#revision = :known",
                                Map.of("#revision", REVISION),
                                Item.empty().number(":known", revision)));
    }

    private StaleRecordException stale() {
        return new StaleRecordException("a row of " + rows.table() + " has another revision");
    }
}
