package dev.airelay.upstream;

import java.util.List;

/// Where channels are kept for good. Safe for use by many threads.
///
/// Writes are conditional on the revision, store `revision + 1` and return the record as stored; a
/// lost race throws [dev.airelay.failure.StaleRecordException]. Both throw
/// [dev.airelay.failure.StoreException] when the store does not answer.
public interface ChannelStore {
    /// Every channel, enabled or not, by a strongly consistent read.
    List<Channel> all();

    /// Creates (revision 0) or changes a channel.
    Channel save(Channel channel);
}
