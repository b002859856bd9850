package dev.airelay.platform.api;

import dev.airelay.http.Request;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The route table of a function. Immutable, so any thread may use it.
///
/// Of two paths that fit a call the narrower one is meant, with its methods alone: `/users/me`
/// before `/users/{user}`, whatever their order in the table.
public final class Routes {
    private final List<Route<?>> all;

    private Routes(List<Route<?>> all) {
        this.all = all;
    }

    /// @throws IllegalArgumentException when two routes have the same method and path
    public static Routes of(Route<?>... routes) {
        var seen = new HashSet<String>();
        for (var route : routes) {
            if (!seen.add(route.method() + " " + route.path().shape())) {
                throw new IllegalArgumentException("two routes for " + route);
            }
        }
        Comparator<Route<?>> order =
                Comparator.comparing(Route::path, PathTemplate.NARROWEST_FIRST);
        return new Routes(Arrays.stream(routes).sorted(order).toList());
    }

    /// The route of a call.
    ///
    /// @param places what stands in the places of its path, by name
    record Found(Route<?> route, Map<String, String> places) {}

    /// @throws ApiException 404 when no route has the path, 405 when none of those has the method
    Found find(Request request) {
        var path = PathTemplate.segments(request.path());
        var fitting = all.stream().filter(route -> route.path().places(path).isPresent()).toList();
        if (fitting.isEmpty()) {
            throw ApiException.notFound();
        }
        var meant = fitting.getFirst().path().shape();
        var allowed = new TreeSet<String>();
        for (var route : fitting) {
            if (route.path().shape().equals(meant)) {
                if (route.method().equals(request.method())) {
                    return new Found(route, route.path().places(path).orElseThrow());
                }
                allowed.add(route.method());
            }
        }
        throw new ApiException(405, "method_not_allowed", "This address has no such method.")
                .with("allow", String.join(", ", allowed));
    }

    /// Each with its guard.
    @Override
    public String toString() {
        return all.toString();
    }

    List<Route<?>> all() {
        return all;
    }
}
