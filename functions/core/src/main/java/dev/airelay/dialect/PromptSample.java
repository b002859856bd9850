package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// The words at the beginning of a request: its texts and the names of its members, as a model is
/// shown them, each on a line.
///
/// @param text at most [#MOST_CHARS] characters
/// @param bytes how many bytes of the body it stands for, files and pictures left out
record PromptSample(String text, long bytes) {
    /// Counting so many takes about a millisecond.
    static final int MOST_CHARS = 16 * 1024;

    private static final JsonFactory JSON = new JsonFactory();

    /// @param body a JSON object
    static PromptSample of(byte[] body) {
        var text = new StringBuilder();
        long files = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            JsonToken token = parser.nextToken();
            while (token != null && text.length() < MOST_CHARS) {
                if (token == JsonToken.FIELD_NAME) {
                    add(text, parser.currentName());
                } else if (token == JsonToken.VALUE_STRING) {
                    String value = parser.getText();
                    if (InputEstimate.isFile(parser.currentName(), value.length())) {
                        files += value.length();
                    } else {
                        add(text, value);
                    }
                }
                token = parser.nextToken();
            }
            long read = token == null ? body.length : parser.currentLocation().getByteOffset();
            return new PromptSample(text.toString(), Math.max(1, read - files));
        } catch (IOException e) {
            throw new IllegalStateException("the body was read before", e);
        }
    }

    private static void add(StringBuilder text, String words) {
        text.append(words, 0, Math.min(words.length(), MOST_CHARS)).append('\n');
    }
}
