package dev.airelay.upstream;

import dev.airelay.contract.RevisionedContract;
import java.util.Map;

/// What every [GroupStore] does.
public interface GroupStoreContract extends RevisionedContract<Group> {
    /// A store with nothing in it.
    GroupStore store();

    @Override
    default Kind<Group> kind() {
        return new Kind<>(
                new Group("a-1", "For A", Map.of("channel-1", 7, "channel-2", -3), 0),
                new Group("b", "", Map.of(), 0),
                Group::withRevision,
                store()::all,
                store()::save);
    }
}
