package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/// A function that the caller offers.
///
/// @param schema JSON Schema of its arguments; a missing node when it takes none
record Tool(String name, JsonNode schema) {
    private static final List<String> COMMANDS = List.of("command", "cmd");
    private static final Pattern ENGLISH = Pattern.compile("[A-Za-z][a-z]*");

    /// Whether somebody who wrote this meant the tool. Of a name that may be a plain word, such as
    /// `Write`, that is so only beside the word "tool".
    boolean isNamedIn(String words) {
        var quoted = Pattern.quote(name);
        var meant =
                ENGLISH.matcher(name).matches()
                        ? "(?<!\\w)(" + quoted + "`? tool|tool `?" + quoted + ")(?!\\w)"
                        : "(?<!\\w)" + quoted + "(?!\\w)";
        return Pattern.compile(meant).matcher(words).find();
    }

    /// Whether it takes a command, of which a harmless one can be given to it.
    boolean runsCommands() {
        return COMMANDS.stream().anyMatch(schema.path("properties")::has);
    }

    /// JSON that fits a schema as far as types, enumerations and required fields go.
    static String sample(JsonNode schema) {
        return value("", schema).toString();
    }

    /// Arguments that fit the schema as far as types, enumerations and required fields go.
    ObjectNode sampleArguments() {
        return object(schema);
    }

    private static ObjectNode object(JsonNode schema) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var name : schema.path("required")) {
            object.set(
                    name.asText(),
                    value(name.asText(), schema.path("properties").path(name.asText())));
        }
        return object;
    }

    private static JsonNode value(String name, JsonNode schema) {
        var make = JsonNodeFactory.instance;
        boolean command = COMMANDS.contains(name);
        if (schema.path("enum").size() > 0) {
            return schema.get("enum").get(0);
        }
        var type = schema.path("type");
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "integer" -> make.numberNode(schema.path("minimum").asInt(1));
            case "number" -> make.numberNode(schema.path("minimum").asDouble(1.5));
            case "boolean" -> make.booleanNode(true);
            case "array" -> command ? make.arrayNode().add("echo").add("demo") : make.arrayNode();
            case "object" -> object(schema);
            case "null" -> make.nullNode();
            default -> make.textNode(command ? "echo demo" : "demo");
        };
    }
}
