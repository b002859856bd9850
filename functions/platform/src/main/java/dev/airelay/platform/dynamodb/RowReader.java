package dev.airelay.platform.dynamodb;

import dev.airelay.failure.UnreadableRecordException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Reads the rows of a table, some of which a newer version may have written: during a deployment
/// two versions share the tables.
///
/// Attributes that this version does not know are passed over. A row with a kind, a state or a form
/// that it does not know is as good as absent, and logged once a process; where a record is needed
/// whatever it is, reading it fails. Safe for many threads.
final class RowReader<T> {
    private static final System.Logger LOG = System.getLogger(RowReader.class.getName());
    private static final int MOST_TOLD = 1_000;

    private final String table;
    private final String name;
    private final Function<Item, T> read;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /// @param name the attribute that names a row in logs and failures; no secret, nor the hash of
    ///   one
    /// @param read looks at nothing but the row; whatever it throws is the row's fault
    RowReader(String table, String name, Function<Item, T> read) {
        this.table = table;
        this.name = name;
        this.read = read;
    }

    /// @throws UnreadableRecordException naming the row
    T one(Item row) {
        try {
            return read.apply(row);
        } catch (RuntimeException e) {
            throw new UnreadableRecordException(
                    "row "
                            + nameOf(row)
                            + " of "
                            + table
                            + " is not one that this version can read",
                    e);
        }
    }

    /// Empty for a row that cannot be read.
    Optional<T> ifReadable(Item row) {
        try {
            return Optional.of(one(row));
        } catch (UnreadableRecordException e) {
            String which = nameOf(row);
            if (told.size() < MOST_TOLD && told.add(which)) {
                LOG.log(Level.WARNING, e.getMessage() + ", and is left out", e);
            }
            return Optional.empty();
        }
    }

    Stream<T> readable(Stream<Item> rows) {
        return rows.flatMap(row -> ifReadable(row).stream());
    }

    List<T> readable(List<Item> rows) {
        return readable(rows.stream()).toList();
    }

    /// Also of a name that is not a text.
    private String nameOf(Item row) {
        var value = row.values().get(name);
        return value == null || value.s() == null ? "without a name" : value.s();
    }
}
