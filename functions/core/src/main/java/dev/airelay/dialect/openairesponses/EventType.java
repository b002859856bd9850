package dev.airelay.dialect.openairesponses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.json.JsonScan;
import dev.airelay.sse.SseFrame;

/// What the events of a Responses stream are, as far as it matters to the relay.
///
/// Source: https://platform.openai.com/docs/api-reference/responses-streaming (read 2026-11-21).
enum EventType {
    OTHER,
    /// A piece of what the model writes.
    DELTA,
    /// A piece of what it thinks.
    THOUGHT,
    ITEM_ADDED,
    ITEM_DONE,
    END,
    FAILED;

    private static final byte[] PIECE = ".delta".getBytes(US_ASCII);
    private static final byte[] SOUND = "audio.delta".getBytes(US_ASCII);
    private static final byte[] THINKS = "response.reasoning".getBytes(US_ASCII);
    private static final byte[] ADDED = "response.output_item.added".getBytes(US_ASCII);
    private static final byte[] DONE = "response.output_item.done".getBytes(US_ASCII);
    private static final byte[] BROKEN = "response.failed".getBytes(US_ASCII);
    private static final byte[][] ENDS = {
        "response.completed".getBytes(US_ASCII),
        "response.incomplete".getBytes(US_ASCII),
        "response.cancelled".getBytes(US_ASCII),
    };

    /// That of the name in the string at `quote`.
    static EventType at(byte[] text, int quote) {
        int from = quote + 1;
        int to = from + JsonScan.stringLength(text, quote, text.length);
        if (endsWith(text, from, to, PIECE)) {
            boolean thinks =
                    to - from > THINKS.length
                            && JsonScan.is(text, from, from + THINKS.length, THINKS);
            return endsWith(text, from, to, SOUND) ? OTHER : thinks ? THOUGHT : DELTA;
        }
        for (byte[] end : ENDS) {
            if (JsonScan.is(text, from, to, end)) {
                return END;
            }
        }
        if (JsonScan.is(text, from, to, ADDED)) {
            return ITEM_ADDED;
        }
        if (JsonScan.is(text, from, to, DONE)) {
            return ITEM_DONE;
        }
        return JsonScan.is(text, from, to, BROKEN) ? FAILED : OTHER;
    }

    /// That of a frame whose data has no type: by the event's name, of those that end an answer.
    static EventType of(SseFrame frame) {
        for (byte[] end : ENDS) {
            if (frame.eventIs(end)) {
                return END;
            }
        }
        return frame.eventIs(BROKEN) ? FAILED : OTHER;
    }

    private static boolean endsWith(byte[] text, int from, int to, byte[] end) {
        return to - from >= end.length && JsonScan.is(text, to - end.length, to, end);
    }
}
