package dev.airelay.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/// A source read in pieces, of which an inflater gives back what it did not need.
final class PushedBytes {
    private final InputStream source;
    private final byte[] piece = new byte[8 * 1024];
    private int at;
    private int filled;

    PushedBytes(InputStream source) {
        this.source = source;
    }

    /// The next byte; -1 at the end.
    int next() throws IOException {
        return at < filled || fill() ? piece[at++] & 0xff : -1;
    }

    /// @throws EOFException when there is nothing more
    void handTo(Inflater inflater) throws IOException {
        if (at == filled && !fill()) {
            throw new EOFException("deflated data that end early");
        }
        inflater.setInput(piece, at, filled - at);
        at = filled;
    }

    void takeBack(Inflater inflater) {
        at = filled - inflater.getRemaining();
    }

    private boolean fill() throws IOException {
        int read = source.read(piece, 0, piece.length);
        at = 0;
        filled = Math.max(read, 0);
        return read > 0;
    }
}
