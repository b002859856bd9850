package dev.airelay.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The frames of a zstd stream as they are, less those that are to be skipped, which the decoder
/// does not know, and none whose window is too large. Source:
/// https://www.rfc-editor.org/rfc/rfc8878#section-3.1 (read 2026-11-27).
final class ZstdFrames extends InputStream {
    private static final long MAGIC = 0xFD2FB528L;
    private static final long SKIPPED_MAGIC = 0x184D2A50L;

    /// As much as every decoder has to support,
    /// https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1.1.2, and the most that this decoder
    /// keeps.
    private static final long MOST_WINDOW_BYTES = 8 * 1024 * 1024;

    private enum Next {
        FRAME,
        HEADER,
        BLOCK
    }

    private final InputStream source;
    private final byte[] head = new byte[18];
    private int headFilled;
    private int headGiven;
    private int headReady;
    private Next next = Next.FRAME;
    private boolean checksum;
    private boolean begun;
    private long skipped;
    private long passed;

    ZstdFrames(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (headGiven == headReady && passed == 0) {
            skip();
            if (!advance()) {
                return -1;
            }
        }
        if (headGiven < headReady) {
            int count = Math.min(length, headReady - headGiven);
            System.arraycopy(head, headGiven, bytes, from, count);
            headGiven += count;
            return count;
        }
        int count = source.read(bytes, from, (int) Math.min(length, passed));
        if (count < 0) {
            throw new EOFException("a zstd block that ends early");
        }
        passed -= count;
        return count;
    }

    /// @return false at the end of all frames
    private boolean advance() throws IOException {
        if (headGiven > 0) {
            headFilled = headGiven = headReady = 0;
        }
        switch (next) {
            case FRAME -> {
                if (!fill(4)) {
                    return ended();
                }
                begun = true;
                long magic = number(0, 4);
                if ((magic & 0xFFFFFFF0L) == SKIPPED_MAGIC) {
                    need(8);
                    skipped = number(4, 4);
                    headFilled = 0;
                } else if (magic == MAGIC) {
                    next = Next.HEADER;
                } else {
                    throw new CorruptBodyException("no zstd frame");
                }
            }
            case HEADER -> {
                need(5);
                header(head[4] & 0xff);
                next = Next.BLOCK;
            }
            case BLOCK -> {
                need(3);
                block((int) number(0, 3));
            }
        }
        return true;
    }

    /// @throws EOFException when not even one frame came
    private boolean ended() throws EOFException {
        if (!begun) {
            throw new EOFException("no zstd frame");
        }
        return false;
    }

    private void header(int descriptor) throws IOException {
        boolean single = (descriptor & 0x20) != 0;
        int sizeFlag = descriptor >> 6;
        int sizeBytes = sizeFlag == 0 ? (single ? 1 : 0) : 1 << sizeFlag;
        int dictionaryFlag = descriptor & 3;
        int dictionaryBytes = dictionaryFlag == 3 ? 4 : dictionaryFlag;
        int windowBytes = single ? 0 : 1;
        int length = 5 + windowBytes + dictionaryBytes + sizeBytes;
        need(length);
        long size = number(length - sizeBytes, sizeBytes);
        long window = single ? size + (sizeBytes == 2 ? 256 : 0) : window(head[5] & 0xff);
        if (window < 0 || window > MOST_WINDOW_BYTES) {
            throw new CorruptBodyException("a zstd window beyond 8 MiB");
        }
        checksum = (descriptor & 4) != 0;
        headReady = length;
    }

    private static long window(int descriptor) {
        long base = 1L << (10 + (descriptor >> 3));
        return base + base / 8 * (descriptor & 7);
    }

    private void block(int header) {
        int type = (header >> 1) & 3;
        passed = type == 1 ? 1 : header >> 3;
        if ((header & 1) != 0) {
            passed += checksum ? 4 : 0;
            next = Next.FRAME;
        }
        headReady = 3;
    }

    private void skip() throws IOException {
        while (skipped > 0) {
            int count = source.read(head, 0, (int) Math.min(head.length, skipped));
            if (count < 0) {
                throw new EOFException("a skipped zstd frame that ends early");
            }
            skipped -= count;
        }
    }

    private void need(int count) throws IOException {
        if (!fill(count)) {
            throw new EOFException("a zstd frame that ends early");
        }
    }

    /// @return false when the source ends before the first byte
    private boolean fill(int count) throws IOException {
        while (headFilled < count) {
            int read = source.read(head, headFilled, count - headFilled);
            if (read < 0 && headFilled > 0) {
                throw new EOFException("a zstd frame that ends early");
            }
            if (read < 0) {
                return false;
            }
            headFilled += read;
        }
        return true;
    }

    private long number(int from, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = (number << 8) | (head[from + i] & 0xff);
        }
        return number;
    }
}
