package dev.airelay.upstream;

import dev.airelay.memory.MemoryRecords;
import java.util.List;

/// Groups in this process only; gone when it ends.
public final class MemoryGroupStore implements GroupStore {
    private final MemoryRecords<Group> groups =
            new MemoryRecords<>(Group::slug, Group::revision, Group::withRevision);

    @Override
    public List<Group> all() {
        return groups.all();
    }

    @Override
    public Group save(Group group) {
        return groups.save(group);
    }
}
