package dev.airelay.upstream;

import dev.airelay.http.Headers;
import java.time.Duration;

/// An answer whose body is still on its way. One thread reads it; always close it.
public interface UpstreamAnswer extends AutoCloseable {
    int status();

    Headers headers();

    /// Reads what is there, waiting for at least one byte, and returns how many bytes were read; -1
    /// at the proper end of the body (the last chunk, or the announced length).
    ///
    /// @throws dev.airelay.failure.RelayException with `UpstreamBroken(CUT)` when the connection
    ///   ended before that, with `UpstreamTimeout(FIRST_TOKEN)` or `(IDLE)` when nothing came for
    ///   too long
    int read(byte[] buffer, int from, int length);

    /// From now on nothing is waited for longer than this, nor longer than before: for an answer
    /// that is whole, but for its end.
    void hurry(Duration patience);

    /// Releases the connection: for further use when the body was read to its end, or nothing but
    /// its end is there to be read within a few milliseconds, else by closing it. Never throws;
    /// closing again changes nothing.
    @Override
    void close();
}
