package dev.airelay.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The members of one JSON object, each with the place of its value in the bytes it was read from.
///
/// The whole text is checked to be one well-formed object (nested at most 1,000 deep, numbers of at
/// most 1,000 characters), but nothing below its members is kept, and no text is made before it is
/// asked for. Immutable as long as nobody changes the bytes.
public final class JsonObject {
    /// No API knows a third as many; whoever sends more wants to keep the reader busy.
    static final int MOST_MEMBERS = 256;

    /// For what lies below a member. Names come from strangers: they are neither interned nor kept
    /// in a table beyond their text.
    static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(JsonWalk.MOST_DEPTH)
                                    .maxNumberLength(JsonWalk.MOST_NUMBER)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private static final int LONGEST_SHOWN = 64;

    /// A member's value: its kind, and where it begins and ends in the bytes.
    public static final class Value {
        private final byte[] bytes;
        private final JsonToken kind;
        private final int from;
        private final int to;

        Value(byte[] bytes, JsonToken kind, int from, int to) {
            this.bytes = bytes;
            this.kind = kind;
            this.from = from;
            this.to = to;
        }

        public JsonToken kind() {
            return kind;
        }

        public int from() {
            return from;
        }

        public int to() {
            return to;
        }

        /// The decoded string or the number as written, empty for everything else. Made anew by
        /// each call.
        public String text() {
            if (kind == JsonToken.VALUE_STRING) {
                return JsonStrings.decoded(bytes, from + 1, to - 1);
            }
            return kind.isNumeric() ? new String(bytes, from, to - from, US_ASCII) : "";
        }

        /// Kind and place only: the value may be a prompt.
        @Override
        public String toString() {
            return kind + " at " + from;
        }
    }

    private final byte[] bytes;
    private final Map<String, Value> members;
    private final int end;

    private JsonObject(byte[] bytes, Map<String, Value> members, int end) {
        this.bytes = bytes;
        this.members = members;
        this.end = end;
    }

    /// @throws NotJsonException when the bytes are anything but one object, a member's name comes
    ///   twice, or there are more than 256 of them
    public static JsonObject read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    private static JsonObject read(byte[] bytes, int from, int to) {
        var walk = new JsonWalk(bytes, from, to);
        if (!walk.took('{')) {
            throw new NotJsonException("The body must be a JSON object.");
        }
        var members = new LinkedHashMap<String, Value>();
        boolean more = !walk.took('}');
        while (more) {
            member(walk, bytes, members);
            more = walk.took(',');
            if (!more && !walk.took('}')) {
                throw new NotJsonException("The body is not valid JSON.");
            }
        }
        int end = walk.at();
        if (!walk.atEnd()) {
            throw new NotJsonException("There is something behind the JSON object.");
        }
        return new JsonObject(bytes, members, end);
    }

    private static void member(JsonWalk walk, byte[] bytes, Map<String, Value> members) {
        if (members.size() == MOST_MEMBERS) {
            throw new NotJsonException("The body has more than 256 members.");
        }
        var _ = walk.atEnd();
        int nameFrom = walk.at() + 1;
        int nameTo = walk.name() - 1;
        String name = JsonStrings.decoded(bytes, nameFrom, nameTo);
        var _ = walk.atEnd();
        int valueFrom = walk.at();
        JsonToken kind = walk.value(1);
        if (members.put(name, new Value(bytes, kind, valueFrom, walk.at())) != null) {
            String shown = name.substring(0, Math.min(name.length(), LONGEST_SHOWN));
            throw new NotJsonException("The member '" + shown + "' is given twice.");
        }
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

    /// The members' names, in their order.
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /// Reads what lies below a member; its first token is that of the value itself. From a stream,
    /// because this kind of parser reads on behind a range of an array that it was given.
    public JsonParser parser(Value value) throws IOException {
        int length = value.to - value.from;
        return JSON.createParser(new ByteArrayInputStream(bytes, value.from, length));
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
        if (value == null
                || value.kind != JsonToken.VALUE_NUMBER_INT
                || value.to - value.from > 18) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(value.text()));
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
