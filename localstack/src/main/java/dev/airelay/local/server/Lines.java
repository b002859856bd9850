package dev.airelay.local.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/// Reads lines as strictly as their ends allow: CR LF and nothing else ends one, and no other
/// control character than a tab may be in it. Two parsers of which one takes a bare LF for an end
/// are how requests are smuggled.
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112.html#section-2.2 (read 2026-11-27).
final class Lines {
    private final Wire wire;
    private byte[] line = new byte[256];

    Lines(Wire wire) {
        this.wire = wire;
    }

    /// The next line without its end.
    ///
    /// @param most bytes; a longer line is refused with `status`
    String next(int most, int status) throws IOException, RefusedException {
        int length = 0;
        for (int next = some(); next != '\r'; next = some()) {
            if ((next < ' ' && next != '\t') || next == 0x7f) {
                throw RefusedException.malformed("A line holds a control character.");
            }
            if (length == most) {
                throw new RefusedException(status, "A line or the head is too long.");
            }
            if (length == line.length) {
                line = Arrays.copyOf(line, 2 * length);
            }
            line[length++] = (byte) next;
        }
        if (some() != '\n') {
            throw RefusedException.malformed("A CR is not followed by an LF.");
        }
        return new String(line, 0, length, ISO_8859_1);
    }

    private int some() throws IOException {
        int next = wire.read();
        if (next < 0) {
            throw new EOFException("The client left in mid-request");
        }
        return next;
    }
}
