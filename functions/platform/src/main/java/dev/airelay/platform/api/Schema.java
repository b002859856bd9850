package dev.airelay.platform.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a JSON value is like, as JSON Schema says it (https://json-schema.org/draft/2020-12, read
/// 2026-11-27). Made once, at the start, for the document of the API; immutable.
public final class Schema {
    private final ObjectNode node;

    private Schema(ObjectNode node) {
        this.node = node;
    }

    private static Schema of(String type) {
        return new Schema(Json.object().put("type", type));
    }

    public static Schema text() {
        return of("string");
    }

    /// A text of so many characters, bounds included.
    public static Schema text(int least, int most) {
        var schema = text();
        schema.node.put("minLength", least).put("maxLength", most);
        return schema;
    }

    /// A text of this form.
    ///
    /// @param pattern a regular expression, of the whole text
    public static Schema text(String pattern) {
        var schema = text();
        schema.node.put("pattern", pattern);
        return schema;
    }

    /// An e-mail address.
    public static Schema email() {
        var schema = text();
        schema.node.put("format", "email");
        return schema;
    }

    /// A moment in ISO 8601.
    public static Schema time() {
        var schema = text();
        schema.node.put("format", "date-time");
        return schema;
    }

    /// Money above zero: a text of digits.
    public static Schema nanos() {
        return text("^[1-9][0-9]{0,17}$");
    }

    /// One of these texts.
    public static Schema oneOf(List<String> values) {
        var schema = text();
        values.forEach(schema.node.putArray("enum")::add);
        return schema;
    }

    public static Schema whole() {
        return of("integer");
    }

    public static Schema whole(long least, long most) {
        var schema = whole();
        schema.node.put("minimum", least).put("maximum", most);
        return schema;
    }

    public static Schema flag() {
        return of("boolean");
    }

    public static Schema list(Schema of) {
        var schema = of("array");
        schema.node.set("items", of.json());
        return schema;
    }

    /// An object of whatever the client puts into it.
    public static Schema free() {
        return of("object");
    }

    /// An object of any names with values of one kind.
    public static Schema mapOf(Schema value) {
        var schema = free();
        schema.node.set("additionalProperties", value.json());
        return schema;
    }

    /// One member of an object.
    public record Member(String name, Schema schema, boolean required) {}

    public static Member must(String name, Schema schema) {
        return new Member(name, schema, true);
    }

    public static Member may(String name, Schema schema) {
        return new Member(name, schema, false);
    }

    public static Schema object(Member... members) {
        return object(List.of(members));
    }

    public static Schema object(List<Member> members) {
        var schema = free();
        var properties = schema.node.putObject("properties");
        var required = Json.object().putArray("required");
        for (Member member : members) {
            properties.set(member.name(), member.schema().json());
            if (member.required()) {
                required.add(member.name());
            }
        }
        if (!required.isEmpty()) {
            schema.node.set("required", required);
        }
        return schema;
    }

    /// A page of a list, as [Call#page] writes it.
    public static Schema page(Schema item) {
        return object(must("items", list(item)), may("nextCursor", text()));
    }

    /// The same, or `null`.
    public Schema orNull() {
        var copy = node.deepCopy();
        var type = copy.path("type").asText();
        copy.putArray("type").add(type).add("null");
        return new Schema(copy);
    }

    ObjectNode json() {
        return node.deepCopy();
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
