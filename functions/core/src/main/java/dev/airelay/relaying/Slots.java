package dev.airelay.relaying;

import dev.airelay.failure.StoreException;
import dev.airelay.health.ChannelBoard;
import dev.airelay.upstream.Channel;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/// Places in channels that serve only so many requests at a time. Safe for many threads.
///
/// Only those cost a round trip to the board, before and after. While the board does not answer
/// they are not counted: a request that could be served is served.
final class Slots {
    private static final System.Logger LOG = System.getLogger(Slots.class.getName());
    private static final Slot UNCOUNTED = () -> {};

    private final ChannelBoard board;

    Slots(ChannelBoard board) {
        this.board = board;
    }

    /// A place, until it is closed.
    @FunctionalInterface
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /// @param holder tells places apart; who has one and asks again gets the same one
    /// @param lease until the place is free again by itself
    /// @return empty when the channel is full
    Optional<Slot> take(Channel channel, String holder, Duration lease) {
        int most = channel.policy().maxConcurrency();
        if (most == 0) {
            return Optional.of(UNCOUNTED);
        }
        try {
            return board.enter(channel.id(), holder, most, lease)
                    ? Optional.of(() -> leave(channel, holder))
                    : Optional.empty();
        } catch (StoreException e) {
            LOG.log(Level.WARNING, "requests of channel " + channel.id() + " are not counted", e);
            return Optional.of(UNCOUNTED);
        }
    }

    private void leave(Channel channel, String holder) {
        try {
            board.leave(channel.id(), holder);
        } catch (StoreException e) {
            LOG.log(
                    Level.WARNING,
                    "a slot of channel " + channel.id() + " stays taken until its lease ends",
                    e);
        }
    }
}
