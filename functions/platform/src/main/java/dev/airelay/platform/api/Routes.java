package dev.airelay.platform.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Which code answers which call. Immutable, so any thread may use it.
///
/// Patterns are paths whose `{}` segments stand for any value of letters, digits, `-`, `_`, `.` and
/// `~`; the first pattern that fits is taken, so fixed paths go before those with places.
public final class Routes {
    private static final String PLACE = "{}";
    private static final String VALUE = "[A-Za-z0-9._~-]+";

    private final List<Route> routes;

    private Routes(List<Route> routes) {
        this.routes = routes;
    }

    /// Answers one call.
    @FunctionalInterface
    public interface Action {
        /// @param places what stood in the places of the pattern, in order
        /// @throws ApiException when it cannot be answered as wished
        ApiAnswer answer(ApiRequest request, List<String> places);
    }

    private record Route(String method, List<String> pattern, Action action) {
        Optional<List<String>> places(List<String> path) {
            if (path.size() != pattern.size()) {
                return Optional.empty();
            }
            var places = new ArrayList<String>();
            for (int i = 0; i < path.size(); i++) {
                if (pattern.get(i).equals(PLACE) && path.get(i).matches(VALUE)) {
                    places.add(path.get(i));
                } else if (!pattern.get(i).equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(places);
        }
    }

    /// @throws ApiException 404 when no route has the path, 405 when none of those has the method,
    ///   and whatever the action throws
    ApiAnswer answer(ApiRequest request) {
        var path = segments(request.path());
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var places = route.places(path);
            if (places.isPresent()) {
                if (route.method().equals(request.method())) {
                    return route.action().answer(request, places.get());
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new ApiException(404, "not_found", "There is nothing at this address.");
        }
        throw new ApiException(405, "method_not_allowed", "This address has no such method.")
                .with("allow", String.join(", ", allowed));
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Collects routes; not for use by several threads.
    public static final class Builder {
        private final List<Route> routes = new ArrayList<>();

        private Builder() {}

        /// @param pattern such as `/api/gift-cards/{}/disable`
        public Builder add(String method, String pattern, Action action) {
            routes.add(new Route(method, segments(pattern), action));
            return this;
        }

        public Routes build() {
            return new Routes(List.copyOf(routes));
        }
    }
}
