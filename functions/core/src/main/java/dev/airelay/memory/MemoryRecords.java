package dev.airelay.memory;

import dev.airelay.failure.StaleRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Records of one kind that change under a revision, in this process only. Safe for use by many
/// threads.
public final class MemoryRecords<R> {
    private final Map<String, R> byId = new HashMap<>();
    private final Function<R, String> id;
    private final ToLongFunction<R> revision;
    private final BiFunction<R, Long, R> revised;

    /// @param revised the same record under another revision
    public MemoryRecords(
            Function<R, String> id, ToLongFunction<R> revision, BiFunction<R, Long, R> revised) {
        this.id = id;
        this.revision = revision;
        this.revised = revised;
    }

    public synchronized Optional<R> find(String name) {
        return Optional.ofNullable(byId.get(name));
    }

    public synchronized List<R> all() {
        return List.copyOf(byId.values());
    }

    /// Stores it under the revision that follows its own.
    ///
    /// @throws StaleRecordException when another one than its own is stored
    public synchronized R save(R record) {
        refuseStale(record);
        R saved = revised.apply(record, revision.applyAsLong(record) + 1);
        byId.put(id.apply(saved), saved);
        return saved;
    }

    /// @throws StaleRecordException as [#save]
    public synchronized void remove(R record) {
        refuseStale(record);
        byId.remove(id.apply(record));
    }

    private void refuseStale(R record) {
        long stored = find(id.apply(record)).map(revision::applyAsLong).orElse(0L);
        if (stored != revision.applyAsLong(record)) {
            throw new StaleRecordException("a record has another revision");
        }
    }
}
