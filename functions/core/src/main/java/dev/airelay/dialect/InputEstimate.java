package dev.airelay.dialect;

import dev.airelay.json.JsonScan;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.Set;

/// How many tokens a request's input may be.
///
/// Where the vocabulary of the model is known, its words are counted: all of a short request, and
/// of a long one the beginning, which then stands for the rest. Elsewhere four bytes of JSON count
/// as one token, which is near the truth for English and above it for markup. Long values of the
/// members that carry files and pictures in base64 count as 1,000 tokens each instead, since models
/// charge pictures by their size in pixels
/// (https://docs.anthropic.com/en/docs/build-with-claude/vision: about 1,600 tokens at most; read
/// 2026-11-21).
public final class InputEstimate {
    private static final int BLOB_BYTES = 2_000;
    private static final int TOKENS_PER_BLOB = 1_000;
    private static final Set<String> CARRIER_NAMES =
            Set.of("data", "url", "image_url", "file_data");
    private static final byte[][] CARRIERS =
            CARRIER_NAMES.stream()
                    .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);

    private long blobBytes;
    private long blobs;

    private InputEstimate() {}

    /// By the bytes alone.
    public static long of(byte[] body) {
        InputEstimate estimate = scan(body);
        return (body.length - estimate.blobBytes + 3) / 4 + estimate.blobs * TOKENS_PER_BLOB;
    }

    /// By the model's vocabulary where the counter knows it, else by the bytes.
    ///
    /// @param body a JSON object
    public static long of(byte[] body, String model, TokenCounter counter) {
        if (counter.count(model, "").isEmpty()) {
            return of(body);
        }
        var sample = PromptSample.of(body);
        OptionalLong counted = counter.count(model, sample.text());
        InputEstimate estimate = scan(body);
        long textBytes = body.length - estimate.blobBytes;
        long words = Math.ceilDiv(counted.orElse(0) * textBytes, sample.bytes());
        return words + estimate.blobs * TOKENS_PER_BLOB;
    }

    private static InputEstimate scan(byte[] body) {
        var estimate = new InputEstimate();
        var _ = JsonScan.members(body, 0, body.length, estimate::member);
        return estimate;
    }

    /// Whether a member's value is a file or a picture, and no words.
    static boolean isFile(String name, int length) {
        return length > BLOB_BYTES && CARRIER_NAMES.contains(name);
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
