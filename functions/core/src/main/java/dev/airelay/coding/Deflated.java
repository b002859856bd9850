package dev.airelay.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// What is sent as `deflate`: the zlib format, or the bare deflate format where the first two bytes
/// are no zlib head. Sources: https://www.rfc-editor.org/rfc/rfc1950#section-2.2 and
/// https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1.2, which tells of the confusion (both read
/// 2026-11-27).
final class Deflated extends InputStream {
    private final PushedBytes source;
    private final byte[] head = new byte[2];
    private int headFilled;
    private @Nullable Inflater inflater;

    Deflated(InputStream source) {
        this.source = new PushedBytes(source);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        Inflater opened = opened();
        try {
            while (true) {
                int read = opened.inflate(bytes, from, length);
                if (read > 0) {
                    return read;
                }
                if (opened.finished()) {
                    return end(opened);
                }
                if (opened.needsDictionary()) {
                    throw new CorruptBodyException("a dictionary in deflated data");
                }
                source.handTo(opened);
            }
        } catch (DataFormatException e) {
            throw new CorruptBodyException("no deflated data", e);
        }
    }

    /// Leaves the source to whoever opened it.
    @Override
    public void close() {
        if (inflater != null) {
            inflater.end();
        }
    }

    private Inflater opened() throws IOException {
        Inflater known = inflater;
        if (known != null) {
            return known;
        }
        while (headFilled < head.length) {
            int next = source.next();
            if (next < 0) {
                throw new EOFException("no deflated data");
            }
            head[headFilled++] = (byte) next;
        }
        boolean deflate = (head[0] & 0x0f) == 8;
        boolean checked = ((head[0] & 0xff) * 256 + (head[1] & 0xff)) % 31 == 0;
        var opened = new Inflater(!(deflate && checked));
        opened.setInput(head);
        inflater = opened;
        return opened;
    }

    private int end(Inflater opened) throws IOException {
        if (opened.getRemaining() > 0 || source.next() >= 0) {
            throw new CorruptBodyException("something behind deflated data");
        }
        return -1;
    }
}
