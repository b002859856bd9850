package dev.airelay.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// The numbers and strings of one JSON object as they are written, by dotted path: elements of
/// arrays by their place, `details.0.count` → `12`.
///
/// Whoever reads them knows which are numbers: some upstreams write them as strings. Not all of a
/// very large object is kept, so that nobody fills memory with one.
public final class JsonLeaves {
    private static final int MOST = 512;
    private static final int DEEPEST = 6;
    private static final int LONGEST = 64;

    private final JsonParser parser;
    private final Map<String, String> found = new TreeMap<>();

    private JsonLeaves(JsonParser parser) {
        this.parser = parser;
    }

    /// @param from where the object begins; what lies behind its end is not looked at
    /// @return empty when it is no object, or broken
    public static Map<String, String> of(byte[] text, int from, int to) {
        try (JsonParser parser = JsonObject.JSON.createParser(text, from, to - from)) {
            var leaves = new JsonLeaves(parser);
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                leaves.object("", 1);
            }
            return leaves.found;
        } catch (IOException e) {
            return Map.of();
        }
    }

    private void object(String prefix, int depth) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            value(parser.nextToken(), prefix + name, depth);
        }
    }

    private void array(String prefix, int depth) throws IOException {
        int place = 0;
        for (JsonToken kind = parser.nextToken();
                kind != JsonToken.END_ARRAY && kind != null;
                kind = parser.nextToken()) {
            value(kind, prefix + place++, depth);
        }
    }

    private void value(JsonToken kind, String path, int depth) throws IOException {
        boolean full = found.size() >= MOST || depth >= DEEPEST;
        if (kind.isScalarValue()) {
            boolean says = kind.isNumeric() || kind == JsonToken.VALUE_STRING;
            if (says && !full && parser.getTextLength() <= LONGEST) {
                found.put(path, parser.getText());
            }
        } else if (full) {
            parser.skipChildren();
        } else if (kind == JsonToken.START_OBJECT) {
            object(path + ".", depth + 1);
        } else {
            array(path + ".", depth + 1);
        }
    }
}
