package dev.airelay.coding;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// One coding undone, within bounds. Whatever a decoder makes of bad bytes becomes a
/// [CorruptBodyException].
final class DecodedStream extends InputStream {
    /// Below this, any ratio is nobody's harm.
    private static final long ALWAYS_ALLOWED = 1024 * 1024;

    /// JSON packs ten to one, a repeated word fifty to one; traps begin at a thousand.
    private static final long MOST_RATIO = 100;

    private final ContentCoding coding;
    private final Counted source;
    private final long most;
    private @Nullable InputStream decoder;
    private long decoded;

    DecodedStream(ContentCoding coding, InputStream source, long most) {
        this.coding = coding;
        this.source = new Counted(source);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = decode(bytes, from, length);
        decoded += Math.max(read, 0);
        boolean suspicious = decoded > ALWAYS_ALLOWED && decoded / MOST_RATIO > source.taken;
        if (decoded > most || suspicious) {
            throw new DecodedTooLargeException();
        }
        return read;
    }

    private int decode(byte[] bytes, int from, int length) throws IOException {
        try {
            InputStream opened = decoder;
            if (opened == null) {
                opened = coding.open(source);
                decoder = opened;
            }
            return opened.read(bytes, from, length);
        } catch (CorruptBodyException | DecodedTooLargeException | EOFException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw explained(e);
        }
    }

    /// Closes the source as well.
    @Override
    public void close() throws IOException {
        if (decoder != null) {
            decoder.close();
        }
        source.close();
    }

    /// Decoders wrap what their source throws.
    private static IOException explained(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DecodedTooLargeException beyond) {
                return beyond;
            }
        }
        return new CorruptBodyException("not what its content coding says", failure);
    }

    /// Knows how much was taken of a source.
    private static final class Counted extends FilterInputStream {
        private long taken;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            taken += Math.max(read, 0);
            return read;
        }
    }
}
