package dev.airelay.dialect;

import dev.airelay.json.JsonScan;
import dev.airelay.sse.SseFrame;
import dev.airelay.sse.SseParser;

/// Tells whether the lines behind the last blank one of a stream are an event or the first part of
/// one.
public final class LastFrame {
    private static final JsonScan.Visitor NOBODY = (_, _, _, _, _) -> {};

    private LastFrame() {}

    /// Hands on what was not cut: an object to its last brace, or `[DONE]`.
    public static SseParser.Sink uncut(SseParser.Sink sink) {
        return frame -> {
            if (frame.hasData() && isUncut(frame)) {
                sink.frame(frame);
            }
        };
    }

    private static boolean isUncut(SseFrame frame) {
        byte[] data = frame.data();
        int from = JsonScan.skipBlanks(data, frame.dataFrom(), frame.dataTo());
        int to = JsonScan.trimBlanks(data, from, frame.dataTo());
        return to > from
                && (data[from] == '['
                        ? data[to - 1] == ']'
                        : JsonScan.members(data, from, to, NOBODY));
    }
}
