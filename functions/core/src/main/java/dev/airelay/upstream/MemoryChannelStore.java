package dev.airelay.upstream;

import dev.airelay.memory.MemoryRecords;
import java.util.List;

/// Channels in this process only; gone when it ends. For trying the relay without a database.
public final class MemoryChannelStore implements ChannelStore {
    private final MemoryRecords<Channel> channels =
            new MemoryRecords<>(Channel::id, Channel::revision, Channel::withRevision);

    @Override
    public List<Channel> all() {
        return channels.all();
    }

    @Override
    public Channel save(Channel channel) {
        return channels.save(channel);
    }
}
