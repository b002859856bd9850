package dev.airelay.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The members of one JSON object, each with the place of its value in the bytes it was read from.
///
/// The whole text is checked to be one well-formed object (nested at most 1,000 deep), but nothing
/// below its members is kept. Immutable as long as nobody changes the bytes.
public final class JsonObject {
    /// One parser for all: UTF-8 only, because the places of values are places in UTF-8.
    static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    /// A member's value: its kind, and where it begins and ends in the bytes. `text` is the decoded
    /// string or the number as written, empty for everything else.
    public record Value(JsonToken kind, int from, int to, String text) {}

    private final byte[] bytes;
    private final Map<String, Value> members;
    private final int end;

    private JsonObject(byte[] bytes, Map<String, Value> members, int end) {
        this.bytes = bytes;
        this.members = members;
        this.end = end;
    }

    /// @throws NotJsonException when the bytes are anything but one object, or a member's name
    ///   comes twice
    public static JsonObject read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    private static JsonObject read(byte[] bytes, int from, int to) {
        var members = new LinkedHashMap<String, Value>();
        try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new NotJsonException("The body must be a JSON object.");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (members.put(name, value(parser, from)) != null) {
                    throw new NotJsonException("The member '" + name + "' is given twice.");
                }
            }
            int end = from + (int) parser.currentLocation().getByteOffset();
            if (parser.nextToken() != null) {
                throw new NotJsonException("There is something behind the JSON object.");
            }
            return new JsonObject(bytes, members, end);
        } catch (IOException e) {
            throw new NotJsonException("The body is not valid JSON.");
        }
    }

    private static Value value(JsonParser parser, int origin) throws IOException {
        JsonToken kind = parser.nextToken();
        int from = origin + (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        String text = kind == JsonToken.VALUE_STRING || kind.isNumeric() ? parser.getText() : "";
        return new Value(kind, from, origin + (int) parser.currentLocation().getByteOffset(), text);
    }

    public byte[] bytes() {
        return bytes;
    }

    /// Where the closing brace is.
    public int closingBrace() {
        return end - 1;
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public Optional<Value> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /// The string under `name`; empty when it is absent or no string.
    public Optional<String> text(String name) {
        return member(name).filter(v -> v.kind == JsonToken.VALUE_STRING).map(Value::text);
    }

    /// The whole number under `name`; empty when it is absent, no integer, or beyond 64 bits.
    public OptionalLong number(String name) {
        Value value = members.get(name);
        if (value == null || value.kind != JsonToken.VALUE_NUMBER_INT || value.text.length() > 18) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(value.text));
    }

    /// Whether the member is the literal `true`.
    public boolean isTrue(String name) {
        Value value = members.get(name);
        return value != null && value.kind == JsonToken.VALUE_TRUE;
    }

    /// The object under `name`; its places are places in the same bytes. Empty when it is absent or
    /// no object.
    public Optional<JsonObject> object(String name) {
        return member(name)
                .filter(v -> v.kind == JsonToken.START_OBJECT)
                .map(v -> read(bytes, v.from, v.to));
    }
}
