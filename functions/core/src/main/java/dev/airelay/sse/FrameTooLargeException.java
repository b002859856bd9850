package dev.airelay.sse;

/// A stream went on without ending its frame for longer than anyone is willing to keep.
public final class FrameTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FrameTooLargeException() {
        super("a frame is larger than " + SseParser.MOST_FRAME_BYTES + " bytes");
    }
}
