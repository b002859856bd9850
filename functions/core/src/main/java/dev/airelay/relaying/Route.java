package dev.airelay.relaying;

import dev.airelay.dialect.Endpoint;
import dev.airelay.failure.CallerFault.MethodNotAllowed;
import dev.airelay.failure.CallerFault.UnknownPath;
import dev.airelay.failure.RelayException;
import dev.airelay.http.Request;
import dev.airelay.upstream.Group;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a request's method and path mean.
sealed interface Route {
    /// Passed on to an upstream.
    record Relayed(Endpoint endpoint, String group) implements Route {}

    record ListModels(String group) implements Route {}

    record OneModel(String model, String group) implements Route {}

    /// Is anyone there? Claude Code asks `HEAD /` before anything else, load balancers `GET
    /// /healthz`.
    record Alive() implements Route {}

    String API = "/v1";

    /// `/api/proxy/{group}/v1/…` is `/v1/…`, served by the channels of that group.
    String GROUPS = "/api/proxy/";

    /// @throws RelayException with `UnknownPath` or `MethodNotAllowed`
    static Route of(Request request) {
        String path = request.path();
        if (path.equals("/healthz") || path.equals("/")) {
            return only("GET", request, new Alive());
        }
        String group = group(path);
        String rest = below(path, group);
        Optional<Endpoint> endpoint = endpointBelow(rest);
        if (endpoint.isPresent()) {
            return only("POST", request, new Relayed(endpoint.get(), group));
        }
        if (rest.equals("/models")) {
            return only("GET", request, new ListModels(group));
        }
        if (rest.startsWith("/models/")) {
            String model = decoded(rest.substring("/models/".length()));
            return only("GET", request, new OneModel(model, group));
        }
        throw new RelayException(new UnknownPath(request.method(), path));
    }

    /// The operation that lives at this path; empty when none does.
    static Optional<Endpoint> endpoint(String path) {
        return endpointBelow(below(path, group(path)));
    }

    /// Whether a path leads below `/v1`, whatever is there.
    static boolean isApi(String path) {
        return below(path, group(path)).startsWith("/");
    }

    private static Optional<Endpoint> endpointBelow(String rest) {
        for (Endpoint endpoint : Endpoint.values()) {
            if (rest.equals(endpoint.path())) {
                return Optional.of(endpoint);
            }
        }
        return Optional.empty();
    }

    /// The group that the path names; empty when it names none, or none that could exist.
    private static String group(String path) {
        if (!path.startsWith(GROUPS)) {
            return "";
        }
        int end = path.indexOf('/', GROUPS.length());
        String slug = end < 0 ? "" : path.substring(GROUPS.length(), end);
        return Group.SLUG.matcher(slug).matches() ? slug : "";
    }

    /// What follows `/v1`; empty when the path does not lead there.
    private static String below(String path, String group) {
        String prefix = group.isEmpty() ? API : GROUPS + group + API;
        return path.startsWith(prefix) ? path.substring(prefix.length()) : "";
    }

    private static Route only(String method, Request request, Route route) {
        boolean head = request.method().equals("HEAD") && method.equals("GET");
        if (request.method().equals(method) || head) {
            return route;
        }
        throw new RelayException(new MethodNotAllowed(request.method(), request.path(), method));
    }

    /// Model names may hold slashes, plain or encoded; a plus sign stands for itself in a path.
    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return encoded;
        }
    }
}
