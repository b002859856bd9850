package dev.airelay.dialect;

/// How far a stream has come, as its client can tell.
///
/// @param answerId the id that the answer was announced with; empty when it has none yet
/// @param lastEvent the number of the last event, where events are numbered; -1 before the first,
///   and always where they are not
public record StreamPosition(String answerId, long lastEvent) {
    public static final StreamPosition START = new StreamPosition("", -1);
}
