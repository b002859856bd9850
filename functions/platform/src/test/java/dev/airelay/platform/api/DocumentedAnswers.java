package dev.airelay.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Handler;
import dev.airelay.http.Request;
import dev.airelay.relaying.RecordedReply;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Holds what a function answers against its document: the status, the code of an error, and every
/// member of a body. To be asked by a test's client at each call.
public final class DocumentedAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Routes routes;
    private final JsonNode document;

    public DocumentedAnswers(Routes routes) {
        this.routes = routes;
        this.document = OpenApi.document(List.of(routes));
    }

    /// A door whose every answer is held against the document.
    public Handler around(Handler door) {
        return (request, reply) -> {
            var recorded = new RecordedReply();
            door.handle(request, recorded);
            if (recorded.header("content-type").startsWith("application/json")) {
                check(request, recorded.status(), recorded.text());
            }
            try {
                reply.start(recorded.status(), recorded.headers());
                reply.write(recorded.bytes(), 0, recorded.bytes().length);
                reply.end();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        };
    }

    /// @throws AssertionError when a route answers what its document does not say
    public void check(Request request, int status, String text) {
        Route<?> route;
        try {
            route = routes.find(request).route();
        } catch (ApiException noRoute) {
            return;
        }
        var responses =
                document.path("paths")
                        .path(route.path().toString())
                        .path(route.method().toLowerCase(Locale.ROOT))
                        .path("responses");
        var said = responses.path(Integer.toString(status));
        assertTrue(said.isObject(), () -> route + " answers " + status + " unsaid: " + text);
        var content = said.path("content").path("application/json").path("schema");
        if (content.isMissingNode()) {
            assertEquals("", text, route::toString);
            return;
        }
        var body = parsed(text);
        if (said.has("x-codes")) {
            var codes = new HashSet<String>();
            said.path("x-codes").forEach(code -> codes.add(code.asText()));
            var code = body.at("/error/code").asText();
            assertTrue(codes.contains(code), () -> route + " refuses with " + code + " unsaid");
            content = document.at("/components/schemas/Error");
        }
        fits(route.toString(), content, body);
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static void fits(String where, JsonNode schema, JsonNode value) {
        assertTrue(types(schema).contains(type(value)), () -> where + " is " + value);
        if (schema.has("enum") && !value.isNull()) {
            var values = new HashSet<JsonNode>();
            schema.path("enum").forEach(values::add);
            assertTrue(values.contains(value), () -> where + " is " + value);
        }
        if (schema.has("pattern") && value.isTextual()) {
            assertTrue(value.asText().matches(schema.path("pattern").asText()), where);
        }
        value.forEach(one -> {
            if (value.isArray()) {
                fits(where + "[]", schema.path("items"), one);
            }
        });
        if (value.isObject() && schema.has("properties")) {
            members(where, schema, value);
        }
        if (value.isObject() && schema.has("additionalProperties")) {
            value.properties()
                    .forEach(one ->
                            fits(
                                    where + "." + one.getKey(),
                                    schema.path("additionalProperties"),
                                    one.getValue()));
        }
    }

    private static void members(String where, JsonNode schema, JsonNode value) {
        schema.path("required")
                .forEach(name ->
                        assertTrue(value.has(name.asText()), () -> where + " without " + name));
        value.properties()
                .forEach(one -> {
                    var known = schema.path("properties").path(one.getKey());
                    assertTrue(known.isObject(), () -> where + " with " + one.getKey());
                    fits(where + "." + one.getKey(), known, one.getValue());
                });
    }

    private static Set<String> types(JsonNode schema) {
        var types = new HashSet<String>();
        var said = schema.path("type");
        if (said.isTextual()) {
            types.add(said.asText());
        }
        said.forEach(one -> types.add(one.asText()));
        return types;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case OBJECT, POJO -> "object";
            case STRING, BINARY -> "string";
            case MISSING -> "nothing";
        };
    }
}
