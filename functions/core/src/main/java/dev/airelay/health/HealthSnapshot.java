package dev.airelay.health;

import java.util.Map;
import java.util.function.Function;

/// The notes about all channels as they were at one moment, each read only when somebody asks.
/// Immutable.
///
/// @param notes channel id → what [ChannelBoard#swap] left there
public record HealthSnapshot(Map<String, String> notes) {
    /// Nothing is known about anyone.
    public static final HealthSnapshot UNKNOWN = new HealthSnapshot(Map.of());

    public HealthSnapshot {
        notes = Map.copyOf(notes);
    }

    public Health of(String channelId) {
        String note = note(channelId);
        return note.isEmpty() ? Health.UNKNOWN : HealthText.read(note);
    }

    /// As far as they concern one asker: a channel's id → what is known of it.
    ///
    /// @param asker as [Health#to(String)]
    public Function<String, HealthView> to(String asker) {
        String mark = ShortHash.of(asker);
        return channelId -> new HealthView(of(channelId), mark);
    }

    /// Empty when there is none.
    String note(String channelId) {
        return notes.getOrDefault(channelId, "");
    }
}
