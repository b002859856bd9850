package dev.airelay.health;

import java.time.Duration;

/// Where all processes tell each other about channels. Safe for many threads.
///
/// Everything on it can be found out again, so that an empty board is no loss. Every method throws
/// [dev.airelay.failure.StoreException] when the board does not answer.
public interface ChannelBoard {
    /// All notes. Who asks a gate for admission is told them along with its decision.
    HealthSnapshot healths();

    /// Puts a note in the place of another one, in one atomic step.
    ///
    /// @param before the note that is there; empty: none
    /// @param after the next one; not empty
    /// @return whether `before` was there; nothing changed otherwise
    boolean swap(String channelId, String before, String after);

    /// Takes one of a channel's slots, unless so many are taken. Asking again for a holder that has
    /// one succeeds and takes nothing.
    ///
    /// @param holder one call of one request
    /// @param most slots, 1 or more
    /// @param lease until the slot is free again by itself, should nobody [#leave]
    boolean enter(String channelId, String holder, int most, Duration lease);

    /// Gives a slot back; does nothing when the holder has none.
    void leave(String channelId, String holder);
}
