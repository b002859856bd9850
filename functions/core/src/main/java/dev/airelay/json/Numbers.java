package dev.airelay.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The whole numbers found under one object of a JSON text, by dotted path: `details.cached_tokens`
/// → 12.
///
/// Numbers inside arrays, fractions, and numbers below zero or beyond 15 digits are left out.
public final class Numbers {
    private static final int MOST_DIGITS = 15;

    private Numbers() {}

    /// @param path the members that lead to the object, outermost first; none means the text itself
    /// @return empty when the object is absent or the text is not JSON
    public static Map<String, Long> under(byte[] text, int from, int to, String... path) {
        var found = new HashMap<String, Long>();
        try (JsonParser parser = JsonObject.JSON.createParser(text, from, to - from)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && enter(parser, path)) {
                collect(parser, "", found);
            }
        } catch (IOException e) {
            return Map.of();
        }
        return found;
    }

    private static boolean enter(JsonParser parser, String[] path) throws IOException {
        for (String step : path) {
            boolean entered = false;
            while (!entered && parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = step.equals(parser.currentName());
                entered = parser.nextToken() == JsonToken.START_OBJECT && wanted;
                if (!entered) {
                    parser.skipChildren();
                }
            }
            if (!entered) {
                return false;
            }
        }
        return true;
    }

    private static void collect(JsonParser parser, String prefix, Map<String, Long> found)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = prefix + parser.currentName();
            JsonToken kind = parser.nextToken();
            if (kind == JsonToken.START_OBJECT) {
                collect(parser, name + ".", found);
            } else if (kind == JsonToken.VALUE_NUMBER_INT
                    && parser.getTextLength() <= MOST_DIGITS) {
                long value = parser.getLongValue();
                if (value >= 0) {
                    found.put(name, value);
                }
            } else {
                parser.skipChildren();
            }
        }
    }
}
