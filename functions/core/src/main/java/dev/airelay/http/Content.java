package dev.airelay.http;

/// The body of a request: read from its client when somebody wants it, and not before.
///
/// So a key can be looked at, and a request be refused, before anybody keeps a byte of its body.
/// Used by one thread at a time.
@FunctionalInterface
public interface Content {
    /// All of it; the same array each time, which nobody changes. Blocks while it arrives. A body
    /// above the carrier's limit comes cut one byte above it.
    ///
    /// @throws BodyException when it cannot be had; again each time
    byte[] bytes();

    /// Asks the carrier for room for so many bytes more, until the exchange is over, as when they
    /// were unpacked from the body. A carrier of one request at a time always has it.
    ///
    /// @throws BodyException with `NO_ROOM`
    default void takeRoom(long bytes) {}

    /// A body that is here already.
    static Content of(byte[] bytes) {
        return () -> bytes;
    }
}
