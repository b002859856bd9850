package dev.airelay.local.server;

import java.io.EOFException;
import java.io.IOException;

/// Takes a body out of its framing.
final class BodyReader {
    private static final int EXTENSIONS_AT_MOST = 4 * 1024;

    private final Wire wire;
    private final HeadReader heads;
    private final boolean chunked;
    private long left;
    private int extensionsLeft = EXTENSIONS_AT_MOST;
    private boolean between;
    private boolean ended;

    BodyReader(Wire wire, HeadReader heads, Framing framing) {
        this.wire = wire;
        this.heads = heads;
        this.chunked = framing instanceof Framing.Chunked;
        this.left = framing instanceof Framing.Length(long bytes) ? bytes : 0;
        this.ended = framing instanceof Framing.None;
    }

    /// Whether the next byte of the connection belongs to the next request.
    boolean ended() {
        return ended;
    }

    /// How much is still to come, at least.
    long left() {
        return ended ? 0 : chunked ? Long.MAX_VALUE : left;
    }

    /// @return how many bytes were read, one at least; -1 at the body's end
    /// @throws EOFException when the connection ends first
    int read(byte[] into, int from, int length) throws IOException, RefusedException {
        if (chunked && left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return -1;
        }
        int count = wire.read(into, from, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("The client left in mid-body");
        }
        left -= count;
        ended = !chunked && left == 0;
        return count;
    }

    private void nextChunk() throws IOException, RefusedException {
        if (between && (wire.read() != '\r' || wire.read() != '\n')) {
            throw RefusedException.malformed("A chunk does not end where its size says.");
        }
        between = true;
        var size = heads.chunkSize(ChunkSize.MOST_DIGITS + extensionsLeft);
        extensionsLeft -= size.extensions();
        left = size.bytes();
        if (left == 0) {
            heads.skipTrailers();
            ended = true;
        }
    }
}
