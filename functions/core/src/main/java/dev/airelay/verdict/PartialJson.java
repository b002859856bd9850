package dev.airelay.verdict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/// A JSON text as a tree, as far as it goes: what was cut off or is followed by something else
/// still tells what it told until then. One use, one thread.
final class PartialJson {
    /// Deeper than any error object.
    private static final int MOST_DEPTH = 16;

    /// More than any error object has, and too few to be a burden.
    private static final int MOST_NODES = 2_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build();

    private int nodes;
    private boolean whole = true;

    private PartialJson() {}

    /// @param root missing when the text is no object and no array
    /// @param whole whether that is the text, all of it, and no name comes twice in one object
    record Read(JsonNode root, boolean whole) {}

    static Read of(byte[] text, int from, int to) {
        var reading = new PartialJson();
        JsonNode root = MissingNode.getInstance();
        try (JsonParser parser = JSON.createParser(text, from, to - from)) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                ObjectNode object = NODES.objectNode();
                root = object;
                reading.object(parser, object, 1);
            } else if (first == JsonToken.START_ARRAY) {
                ArrayNode array = NODES.arrayNode();
                root = array;
                reading.array(parser, array, 1);
            }
            reading.whole &= parser.nextToken() == null;
        } catch (IOException | IllegalArgumentException e) {
            reading.whole = false;
        }
        return new Read(root, reading.whole);
    }

    private void object(JsonParser parser, ObjectNode into, int depth) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken kind = parser.nextToken();
            boolean known = into.has(name);
            whole &= !known;
            if (!room(depth) || known) {
                parser.skipChildren();
            } else if (kind == JsonToken.START_OBJECT) {
                object(parser, into.putObject(name), depth + 1);
            } else if (kind == JsonToken.START_ARRAY) {
                array(parser, into.putArray(name), depth + 1);
            } else {
                into.set(name, scalar(parser, kind));
            }
        }
    }

    private void array(JsonParser parser, ArrayNode into, int depth) throws IOException {
        for (JsonToken kind = parser.nextToken();
                kind != null && kind != JsonToken.END_ARRAY;
                kind = parser.nextToken()) {
            if (!room(depth)) {
                parser.skipChildren();
            } else if (kind == JsonToken.START_OBJECT) {
                object(parser, into.addObject(), depth + 1);
            } else if (kind == JsonToken.START_ARRAY) {
                array(parser, into.addArray(), depth + 1);
            } else {
                into.add(scalar(parser, kind));
            }
        }
    }

    private boolean room(int depth) {
        boolean room = depth <= MOST_DEPTH && ++nodes <= MOST_NODES;
        whole &= room;
        return room;
    }

    private static JsonNode scalar(JsonParser parser, JsonToken kind) throws IOException {
        return switch (kind) {
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            default -> NODES.nullNode();
        };
    }

    /// As written when it is no short whole number; nobody reckons with it.
    private static JsonNode number(String text) {
        return text.length() <= 15 && text.matches("-?\\d+")
                ? NODES.numberNode(Long.parseLong(text))
                : NODES.textNode(text);
    }
}
