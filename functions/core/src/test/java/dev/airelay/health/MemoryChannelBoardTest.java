package dev.airelay.health;

import java.time.Duration;
import java.time.Instant;

final class MemoryChannelBoardTest implements ChannelBoardContract {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final ChannelBoard board = new MemoryChannelBoard(() -> now);

    @Override
    public ChannelBoard board() {
        return board;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
