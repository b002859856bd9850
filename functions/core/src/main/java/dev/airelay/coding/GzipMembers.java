package dev.airelay.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The gzip format: members in a row, and zeros as padding behind them, nothing else. Source:
/// https://www.rfc-editor.org/rfc/rfc1952#section-2.2 (read 2026-11-27), which has no padding.
///
/// The platform's own reader passes over whatever follows a member.
final class GzipMembers extends InputStream {
    private static final int HAS_CRC = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final PushedBytes source;
    private final CRC32 sum = new CRC32();
    private final Inflater inflater = new Inflater(true);
    private boolean inMember;
    private boolean first = true;

    GzipMembers(InputStream source) {
        this.source = new PushedBytes(source);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            while (true) {
                if (!inMember && !nextMember()) {
                    return -1;
                }
                int read = inflater.inflate(bytes, from, length);
                if (read > 0) {
                    sum.update(bytes, from, read);
                    return read;
                }
                if (inflater.finished()) {
                    endMember();
                } else {
                    source.handTo(inflater);
                }
            }
        } catch (DataFormatException e) {
            throw new CorruptBodyException("no deflated data in a gzip member", e);
        }
    }

    /// Leaves the source to whoever opened it.
    @Override
    public void close() {
        inflater.end();
    }

    /// @return whether there is one
    private boolean nextMember() throws IOException {
        int magic = source.next();
        while (!first && magic == 0) {
            magic = source.next();
        }
        if (magic < 0 && !first) {
            return false;
        }
        if (magic < 0) {
            throw new EOFException("no gzip member");
        }
        if (magic != 0x1f || needed() != 0x8b || needed() != 8) {
            throw new CorruptBodyException("no gzip member");
        }
        skipHead();
        first = false;
        inMember = true;
        sum.reset();
        inflater.reset();
        return true;
    }

    private void skipHead() throws IOException {
        int flags = needed();
        if ((flags & RESERVED) != 0) {
            throw new CorruptBodyException("reserved flags in a gzip member");
        }
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(needed() | (needed() << 8));
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_CRC) != 0) {
            skip(2);
        }
    }

    private void endMember() throws IOException {
        source.takeBack(inflater);
        if (fourBytes() != sum.getValue()
                || fourBytes() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new CorruptBodyException("a gzip member with a wrong sum");
        }
        inMember = false;
    }

    private long fourBytes() throws IOException {
        long low = needed() | (needed() << 8);
        long high = needed() | (needed() << 8);
        return low | (high << 16);
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            var _ = needed();
        }
    }

    private void skipText() throws IOException {
        while (needed() != 0) {}
    }

    private int needed() throws IOException {
        int next = source.next();
        if (next < 0) {
            throw new EOFException("a gzip member that ends early");
        }
        return next;
    }
}
