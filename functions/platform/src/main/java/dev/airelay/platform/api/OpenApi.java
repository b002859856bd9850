package dev.airelay.platform.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes the document of the API from the route tables that it is served by
/// (https://spec.openapis.org/oas/v3.1.1.html, read 2026-11-27).
public final class OpenApi {
    private static final String ERROR = "#/components/schemas/Error";
    private static final String BEARER = "bearer";

    private static final Map<Guard<?>, List<String>> ROLES =
            Map.of(
                    Guard.ANYONE, List.of("public"),
                    Guard.SIGNED_IN, List.of("user", "admin", "super_admin"),
                    Guard.ADMIN, List.of("admin", "super_admin"),
                    Guard.SUPER_ADMIN, List.of("super_admin"));

    private OpenApi() {}

    /// @param tables of all functions
    /// @throws IllegalArgumentException naming every route that does not say what it does
    public static ObjectNode document(List<Routes> tables) {
        var routes =
                tables.stream()
                        .<Route<?>>flatMap(table -> table.all().stream())
                        .sorted(
                                Comparator.<Route<?>, String>comparing(
                                                route -> route.path().toString())
                                        .thenComparing(Route::method))
                        .toList();
        var unsaid =
                routes.stream()
                        .filter(route -> route.operation().equals(Operation.UNSAID))
                        .toList();
        if (!unsaid.isEmpty()) {
            throw new IllegalArgumentException("routes without an operation: " + unsaid);
        }
        var document = Json.object().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", "AI Relay")
                .put("version", "1")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", "/");
        var paths = document.putObject("paths");
        for (Route<?> route : routes) {
            var path = route.path().toString();
            paths.withObjectProperty(path)
                    .set(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        components(document.putObject("components"), routes);
        return document;
    }

    private static ObjectNode operation(Route<?> route) {
        var said = route.operation();
        var operation = Json.object().put("operationId", id(route)).put("summary", said.summary());
        ROLES.getOrDefault(route.guard(), List.of()).forEach(operation.putArray("x-roles")::add);
        var security = operation.putArray("security");
        if (route.guard() != Guard.ANYONE) {
            security.addObject().putArray(BEARER);
        }
        parameters(route, operation);
        said.body()
                .ifPresent(schema ->
                        operation
                                .putObject("requestBody")
                                .put("required", true)
                                .putObject("content")
                                .putObject("application/json")
                                .set("schema", schema.json()));
        var responses = operation.putObject("responses");
        said.answers().forEach((status, schema) -> answer(responses, status, schema));
        refusals(route).forEach((status, codes) -> refusal(responses, status, codes));
        return operation;
    }

    /// Such as `postAuthLogin`.
    private static String id(Route<?> route) {
        var id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        for (String word : route.path().toString().replace("/api/", "/").split("[^A-Za-z]+", -1)) {
            if (!word.isEmpty()) {
                id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return id.toString();
    }

    private static void parameters(Route<?> route, ObjectNode operation) {
        var parameters = Json.object().putArray("parameters");
        for (String segment : PathTemplate.segments(route.path().toString())) {
            if (segment.startsWith("{")) {
                var name = segment.substring(1, segment.length() - 1);
                parameter(parameters, "path", name, Schema.text(), true);
            }
        }
        route.operation()
                .queries()
                .forEach((name, schema) -> parameter(parameters, "query", name, schema, false));
        if (route.ownPages()) {
            parameter(parameters, "header", Route.OWN_PAGES, Schema.text(), true);
        }
        if (route.operation().once()) {
            parameter(parameters, "header", "Idempotency-Key", Schema.text(), false);
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    private static void parameter(
            ArrayNode parameters, String in, String name, Schema schema, boolean required) {
        parameters
                .addObject()
                .put("name", name)
                .put("in", in)
                .put("required", required)
                .set("schema", schema.json());
    }

    private static void answer(ObjectNode responses, int status, Optional<Schema> schema) {
        var response = responses.putObject(Integer.toString(status));
        response.put("description", status == 204 ? "Done." : "The answer.");
        schema.ifPresent(said ->
                response.putObject("content")
                        .putObject("application/json")
                        .set("schema", said.json()));
    }

    private static void refusal(ObjectNode responses, int status, NavigableSet<String> codes) {
        var response = responses.putObject(Integer.toString(status));
        response.put("description", String.join(", ", codes));
        codes.forEach(response.putArray("x-codes")::add);
        response.putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("$ref", ERROR);
    }

    /// Those of the route, and those of the kit.
    static Map<Integer, NavigableSet<String>> refusals(Route<?> route) {
        var codes = new TreeMap<Integer, NavigableSet<String>>();
        route.operation()
                .refusals()
                .forEach((status, own) -> own.forEach(code -> add(codes, status, code)));
        add(codes, 500, "internal_error");
        add(codes, 503, "unavailable");
        if (route.guard() != Guard.ANYONE) {
            add(codes, 401, "unauthorized");
        }
        if (route.guard() == Guard.ADMIN || route.guard() == Guard.SUPER_ADMIN) {
            add(codes, 403, "forbidden");
        }
        if (route.ownPages()) {
            add(codes, 403, "csrf_header_missing");
        }
        if (route.operation().once() || !route.operation().queries().isEmpty()) {
            add(codes, 400, "invalid_request");
        }
        if (route.operation().body().isPresent()) {
            for (String code : List.of("invalid_request", "invalid_json", "invalid_body")) {
                add(codes, 400, code);
            }
            add(codes, 408, "body_too_slow");
            add(codes, 413, "body_too_large");
        }
        return codes;
    }

    private static void add(Map<Integer, NavigableSet<String>> codes, int status, String code) {
        codes.computeIfAbsent(status, _ -> new TreeSet<>()).add(code);
    }

    private static void components(ObjectNode components, List<Route<?>> routes) {
        components
                .putObject("securitySchemes")
                .putObject(BEARER)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT");
        var codes = new TreeSet<>(List.of("not_found", "method_not_allowed", "bad_event"));
        routes.stream()
                .flatMap(route -> refusals(route).values().stream())
                .flatMap(NavigableSet::stream)
                .forEach(codes::add);
        components.putObject("schemas").set("Error", error(new ArrayList<>(codes)).json());
    }

    private static Schema error(List<String> codes) {
        var error =
                Schema.object(
                        Schema.must("code", Schema.oneOf(codes)),
                        Schema.must("message", Schema.text()),
                        Schema.must("requestId", Schema.text()),
                        Schema.may("retryAfterSeconds", Schema.whole()),
                        Schema.may("limit", Schema.whole()),
                        Schema.may(
                                "fields",
                                Schema.mapOf(
                                        Schema.object(
                                                Schema.must(
                                                        "code", Schema.oneOf(FieldProblem.CODES)),
                                                Schema.must("message", Schema.text()),
                                                Schema.may("params", Schema.free())))),
                        Schema.may("current", Schema.free()));
        return Schema.object(Schema.must("error", error));
    }
}
