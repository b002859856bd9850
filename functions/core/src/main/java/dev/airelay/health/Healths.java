package dev.airelay.health;

import java.util.Map;

/// The notes about all channels as they were at one moment, each read only when somebody asks.
/// Immutable.
///
/// @param notes channel id → what [ChannelBoard#swap] left there
public record Healths(Map<String, String> notes) {
    /// Nothing is known about anyone.
    public static final Healths UNKNOWN = new Healths(Map.of());

    public Healths {
        notes = Map.copyOf(notes);
    }

    public Health of(String channelId) {
        String note = note(channelId);
        return note.isEmpty() ? Health.UNKNOWN : HealthText.read(note);
    }

    /// Empty when there is none.
    String note(String channelId) {
        return notes.getOrDefault(channelId, "");
    }
}
