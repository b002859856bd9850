package dev.airelay.sse;

import java.io.IOException;

/// Cuts a byte stream into the frames of the event stream format, wherever the input happens to be
/// cut.
///
/// Follows https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
/// (read 2026-11-21): lines end with LF, CR or CRLF; a blank line ends a frame; one leading byte
/// order mark is no part of the first line. Fields other than `event` and `data` are carried in the
/// raw bytes but not interpreted. All raw frames in a row, and then the rest, are the input byte
/// for byte. A frame is delivered as soon as its blank line is there; a LF that belongs to that
/// line but arrives later is carried at the head of the next frame.
///
/// One stream, one thread. Memory is bounded by the largest frame.
public final class SseParser {
    /// The most one frame may hold; partial images, the largest known ones, are a few MiB.
    public static final int MOST_FRAME_BYTES = 16 * 1024 * 1024;

    private static final int FIRST_CAPACITY = 8 * 1024;
    private static final byte[] LINE_END = {'\n'};
    private static final byte[] BLANK_LINE = {'\n', '\n'};

    private final SseFrame frame = new SseFrame();
    private byte[] buffer = new byte[FIRST_CAPACITY];
    private int frameFrom;
    private int firstLine;
    private int lineFrom;
    private int scanned;
    private int filled;
    private boolean afterCr;
    private boolean crlf;
    private boolean inFirstLine = true;

    /// Takes each frame as it is completed.
    @FunctionalInterface
    public interface Sink {
        void frame(SseFrame frame) throws IOException;
    }

    /// @throws FrameTooLargeException when a frame grows beyond [#MOST_FRAME_BYTES]
    public void feed(byte[] bytes, int from, int length, Sink sink) throws IOException {
        makeRoom(length);
        System.arraycopy(bytes, from, buffer, filled, length);
        filled += length;
        while (scanned < filled) {
            byte current = buffer[scanned++];
            if (current == '\r' && crlf && scanned == filled) {
                scanned--;
                return;
            }
            if (current == '\n' && afterCr) {
                afterCr = false;
                crlf = true;
                lineFrom = scanned;
                if (frameFrom == scanned - 1) {
                    firstLine = scanned;
                }
            } else if (current == '\n' || current == '\r') {
                afterCr = current == '\r';
                endLine(scanned - 1, sink);
            } else {
                afterCr = false;
            }
        }
    }

    /// The input is over: the lines behind the last blank one are a frame too, and get theirs. By
    /// the letter of the format they are dropped, but some servers end like that; whether the last
    /// line was cut, its reader must find out.
    public void end(Sink sink) throws IOException {
        if (rest() > 0) {
            boolean lineEnded = buffer[filled - 1] == '\n';
            byte[] missing = lineEnded ? LINE_END : BLANK_LINE;
            feed(missing, 0, missing.length, sink);
        }
    }

    /// How many bytes came behind the last whole frame.
    public int rest() {
        return filled - frameFrom;
    }

    private void endLine(int to, Sink sink) throws IOException {
        if (inFirstLine) {
            inFirstLine = false;
            skipByteOrderMark(to);
        }
        boolean blank = to == lineFrom;
        if (blank && afterCr && scanned < filled && buffer[scanned] == '\n') {
            scanned++;
            afterCr = false;
        }
        lineFrom = scanned;
        if (blank) {
            int from = frameFrom;
            int first = firstLine;
            frameFrom = firstLine = scanned;
            frame.view(buffer, from, first, scanned);
            sink.frame(frame);
        }
    }

    private void skipByteOrderMark(int to) {
        if (to >= 3
                && buffer[0] == (byte) 0xEF
                && buffer[1] == (byte) 0xBB
                && buffer[2] == (byte) 0xBF) {
            firstLine = lineFrom = 3;
        }
    }

    private void makeRoom(int length) {
        int kept = filled - frameFrom;
        if (kept + length > MOST_FRAME_BYTES) {
            throw new FrameTooLargeException();
        }
        if (filled + length <= buffer.length) {
            return;
        }
        int shift = frameFrom;
        byte[] roomier =
                kept + length > buffer.length
                        ? new byte[Math.max(kept + length, buffer.length * 2)]
                        : buffer;
        System.arraycopy(buffer, frameFrom, roomier, 0, kept);
        buffer = roomier;
        frameFrom = 0;
        firstLine -= shift;
        lineFrom -= shift;
        scanned -= shift;
        filled = kept;
    }
}
