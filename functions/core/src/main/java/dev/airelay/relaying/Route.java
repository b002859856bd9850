package dev.airelay.relaying;

import dev.airelay.dialect.Endpoint;
import dev.airelay.failure.CallerFault.MethodNotAllowed;
import dev.airelay.failure.CallerFault.UnknownPath;
import dev.airelay.failure.RelayException;
import dev.airelay.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What a request's method and path mean.
sealed interface Route {
    /// Passed on to an upstream.
    record Relayed(Endpoint endpoint) implements Route {}

    record ListModels() implements Route {}

    record OneModel(String model) implements Route {}

    /// Is anyone there? Claude Code asks `HEAD /` before anything else, load balancers `GET
    /// /healthz`.
    record Alive() implements Route {}

    String API = "/v1";
    String MODELS = API + "/models";

    /// @throws RelayException with `UnknownPath` or `MethodNotAllowed`
    static Route of(Request request) {
        String path = request.path();
        Optional<Endpoint> endpoint = endpoint(path);
        if (endpoint.isPresent()) {
            return only("POST", request, new Relayed(endpoint.get()));
        }
        if (path.equals(MODELS)) {
            return only("GET", request, new ListModels());
        }
        if (path.startsWith(MODELS + "/")) {
            return only("GET", request, new OneModel(decoded(path.substring(MODELS.length() + 1))));
        }
        if (path.equals("/healthz") || path.equals("/")) {
            return only("GET", request, new Alive());
        }
        throw new RelayException(new UnknownPath(request.method(), path));
    }

    /// The operation that lives at this path; empty when none does.
    static Optional<Endpoint> endpoint(String path) {
        for (Endpoint endpoint : Endpoint.values()) {
            if (path.length() == API.length() + endpoint.path().length()
                    && path.startsWith(API)
                    && path.endsWith(endpoint.path())) {
                return Optional.of(endpoint);
            }
        }
        return Optional.empty();
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
