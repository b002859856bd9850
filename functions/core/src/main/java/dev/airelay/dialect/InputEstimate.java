package dev.airelay.dialect;

import dev.airelay.json.JsonScan;
import java.nio.charset.StandardCharsets;

/// How many tokens a request's input may be, from its bytes alone.
///
/// Four bytes of JSON count as one token, which is near the truth for English and above it for
/// markup. Long values of the members that carry files and pictures in base64 count as 1,000 tokens
/// each instead, since models charge pictures by their size in pixels
/// (https://docs.anthropic.com/en/docs/build-with-claude/vision: about 1,600 tokens at most; read
/// 2026-11-21).
public final class InputEstimate {
    private static final int BLOB_BYTES = 2_000;
    private static final int TOKENS_PER_BLOB = 1_000;
    private static final byte[][] CARRIERS = {
        "data".getBytes(StandardCharsets.US_ASCII),
        "url".getBytes(StandardCharsets.US_ASCII),
        "image_url".getBytes(StandardCharsets.US_ASCII),
        "file_data".getBytes(StandardCharsets.US_ASCII),
    };

    private long blobBytes;
    private long blobs;

    private InputEstimate() {}

    public static long of(byte[] body) {
        var estimate = new InputEstimate();
        JsonScan.members(body, 0, body.length, estimate::member);
        return (body.length - estimate.blobBytes + 3) / 4 + estimate.blobs * TOKENS_PER_BLOB;
    }

    private void member(byte[] text, int nameFrom, int nameTo, int valueFrom, int depth) {
        for (byte[] carrier : CARRIERS) {
            if (JsonScan.is(text, nameFrom, nameTo, carrier)) {
                int length = JsonScan.stringLength(text, valueFrom, text.length);
                if (length > BLOB_BYTES) {
                    blobBytes += length;
                    blobs++;
                }
            }
        }
    }
}
