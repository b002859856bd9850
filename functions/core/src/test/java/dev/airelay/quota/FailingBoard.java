package dev.airelay.quota;

import dev.airelay.health.ChannelBoard;
import dev.airelay.health.HealthSnapshot;
import java.time.Duration;

/// A board in front of which something happens at each call.
///
/// @param before fails when the board should
record FailingBoard(ChannelBoard board, Runnable before) implements ChannelBoard {
    @Override
    public HealthSnapshot healths() {
        before.run();
        return board.healths();
    }

    @Override
    public boolean swap(String channelId, String note, String after) {
        before.run();
        return board.swap(channelId, note, after);
    }

    @Override
    public boolean enter(String channelId, String requestId, int most, Duration lease) {
        before.run();
        return board.enter(channelId, requestId, most, lease);
    }

    @Override
    public void leave(String channelId, String requestId) {
        before.run();
        board.leave(channelId, requestId);
    }
}
