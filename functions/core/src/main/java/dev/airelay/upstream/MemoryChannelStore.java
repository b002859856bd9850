package dev.airelay.upstream;

import dev.airelay.failure.StaleRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Channels in this process only; gone when it ends. For trying the relay without a database.
public final class MemoryChannelStore implements ChannelStore {
    private final Map<String, Channel> channelsById = new HashMap<>();

    @Override
    public synchronized List<Channel> all() {
        return List.copyOf(channelsById.values());
    }

    @Override
    public synchronized Channel save(Channel channel) {
        Channel stored = channelsById.get(channel.id());
        if (channel.revision() != (stored == null ? 0 : stored.revision())) {
            throw new StaleRecordException("channel " + channel.id());
        }
        Channel saved = channel.withRevision(channel.revision() + 1);
        channelsById.put(saved.id(), saved);
        return saved;
    }
}
