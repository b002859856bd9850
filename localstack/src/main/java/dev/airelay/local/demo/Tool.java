package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A function that the caller offers.
///
/// @param schema JSON Schema of its arguments; a missing node when it takes none
record Tool(String name, JsonNode schema) {
    /// Arguments that fit the schema as far as types, enumerations and required fields go.
    ObjectNode sampleArguments() {
        return object(schema);
    }

    private static ObjectNode object(JsonNode schema) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var name : schema.path("required")) {
            object.set(name.asText(), value(schema.path("properties").path(name.asText())));
        }
        return object;
    }

    private static JsonNode value(JsonNode schema) {
        var make = JsonNodeFactory.instance;
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(0);
        }
        var type = schema.path("type");
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "integer" -> make.numberNode(schema.path("minimum").asInt(1));
            case "number" -> make.numberNode(schema.path("minimum").asDouble(1.5));
            case "boolean" -> make.booleanNode(true);
            case "array" -> make.arrayNode();
            case "object" -> object(schema);
            case "null" -> make.nullNode();
            default -> make.textNode("demo");
        };
    }
}
