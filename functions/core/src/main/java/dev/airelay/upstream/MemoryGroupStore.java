package dev.airelay.upstream;

import dev.airelay.failure.StaleRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Groups in this process only; gone when it ends.
public final class MemoryGroupStore implements GroupStore {
    private final Map<String, Group> groups = new HashMap<>();

    @Override
    public synchronized List<Group> all() {
        return List.copyOf(groups.values());
    }

    @Override
    public synchronized Group save(Group group) {
        Group stored = groups.get(group.slug());
        if (group.revision() != (stored == null ? 0 : stored.revision())) {
            throw new StaleRecordException("group " + group.slug());
        }
        Group saved = group.withRevision(group.revision() + 1);
        groups.put(saved.slug(), saved);
        return saved;
    }
}
