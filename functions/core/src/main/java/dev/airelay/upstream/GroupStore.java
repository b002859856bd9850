package dev.airelay.upstream;

import java.util.List;

/// Where groups are kept for good. Safe for use by many threads.
///
/// Writes are conditional on the revision, as with [ChannelStore]. All throw
/// [dev.airelay.failure.StoreException] when the store does not answer.
public interface GroupStore {
    /// Every group, by a strongly consistent read.
    List<Group> all();

    /// Creates (revision 0) or changes a group; returns it with its next revision.
    ///
    /// @throws dev.airelay.failure.StaleRecordException when somebody else was faster
    Group save(Group group);
}
