package dev.airelay.http;

import java.io.IOException;

/// The way back to one client: head, then bytes, then exactly one of [#end()], [#fail(String)] and
/// [#tear()].
///
/// Nothing leaves before the first [#flush()] or the end, so until then a failure can still choose
/// its own status. Every method that moves bytes throws [IOException] when nobody reads any more:
/// the client left, or the exchange's [Cancellation] was cut while the write was blocked. Writes
/// block when the client is slower than the producer; that is the backpressure. One thread uses a
/// reply at a time.
public interface Reply {
    /// Fixes the status and the header fields; callable once.
    ///
    /// @throws IllegalStateException when it was called before
    void start(int status, Headers headers);

    /// Whether [#start] was called.
    boolean started();

    /// Takes over `length` bytes of the body; the array may be reused as soon as this returns. An
    /// empty write is ignored.
    void write(byte[] bytes, int from, int length) throws IOException;

    /// Sends on what was written so far, as one piece.
    void flush() throws IOException;

    /// Ends the body; when it returns the client has been told that the answer is whole.
    void end() throws IOException;

    /// Ends a started body as broken, after the in-band error event that the format knows was
    /// written. Carriers with a failure signal of their own (Lambda's trailers) also send
    /// `errorType`, such as `Runtime.StreamError`; others end the body properly, since a client
    /// that sees a torn connection would lose the event that tells it why.
    void fail(String errorType);

    /// Gives a started body up where no in-band event can tell of it: the client sees a connection
    /// that breaks before the end, never an answer that looks whole. Does nothing after the end.
    void tear();
}
