package dev.airelay.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.airelay.access.Role;
import dev.airelay.access.Session;
import dev.airelay.access.Sessions;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Content;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.platform.api.Callers.Caller;
import dev.airelay.relaying.RecordedReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What holds for the route table of every function: each route is reached by its own path and runs
/// for exactly those whom its guard names. The actions themselves are never run.
public abstract class RouteTableContract {
    /// Whose calls each guard lets in, written down a second time on purpose.
    private static final Map<Guard<?>, Set<Role>> ADMITTED =
            Map.of(
                    Guard.ANYONE, EnumSet.allOf(Role.class),
                    Guard.SIGNED_IN, EnumSet.allOf(Role.class),
                    Guard.ADMIN, EnumSet.of(Role.ADMIN, Role.SUPER_ADMIN),
                    Guard.SUPER_ADMIN, EnumSet.of(Role.SUPER_ADMIN));

    private static final ApiAnswer RAN = ApiAnswer.json(200, Json.object());

    /// The table as the function is wired with it, over whatever stores.
    protected abstract Routes routes();

    @TestFactory
    Stream<DynamicTest> everyRouteRunsForWhomItsGuardAdmitsAndNobodyElse() {
        var table = routes().all();
        return table.stream().flatMap(route -> callers(route, table));
    }

    /// Those that use a cookie are not run for another site's page, whoever asks.
    @TestFactory
    Stream<DynamicTest> noRouteWithACookieRunsWithoutItsHeader() {
        var table = routes().all();
        return table.stream()
                .filter(Route::ownPages)
                .map(route ->
                        dynamicTest(
                                route + " called by another site",
                                () ->
                                        call(
                                                route,
                                                table,
                                                Headers.none(),
                                                new RoleSessions(),
                                                403,
                                                "")));
    }

    private static Stream<DynamicTest> callers(Route<?> route, List<Route<?>> table) {
        var callers = new Callers();
        return callers.all().stream()
                .map(caller ->
                        dynamicTest(
                                route + " called by " + caller.name(),
                                () -> call(route, table, caller, callers.sessions())));
    }

    private static void call(
            Route<?> route, List<Route<?>> table, Caller caller, Sessions sessions) {
        var roles = ADMITTED.getOrDefault(route.guard(), Set.of());
        int known = caller.is().map(Session::role).filter(roles::contains).isPresent() ? 200 : 403;
        int unknown = route.guard() == Guard.ANYONE ? 200 : 401;
        var asker =
                route.guard() == Guard.ANYONE ? "" : caller.is().map(Session::userId).orElse("");
        call(
                route,
                table,
                headers(route, caller.authorization()),
                sessions,
                route.guard() == Guard.ANYONE || caller.is().isEmpty() ? unknown : known,
                asker);
    }

    private static void call(
            Route<?> route,
            List<Route<?>> table,
            Headers headers,
            Sessions sessions,
            int status,
            String asker) {
        var ran = new ArrayList<String>();
        var idle = table.stream().map(one -> writingDown(one, ran)).toArray(Route<?>[]::new);
        var reply = new RecordedReply();
        new ApiDoor(Routes.of(idle), sessions, TestKeys.cursors())
                .handle(request(route, headers), reply);
        assertEquals(status, reply.status(), reply::text);
        assertEquals(status == 200 ? List.of(route + " for " + asker) : List.of(), ran);
    }

    /// The same route, which does nothing but write down that it ran.
    private static <C extends Call> Route<C> writingDown(Route<C> route, List<String> ran) {
        return new Route<>(
                route.method(),
                route.path(),
                route.guard(),
                call -> {
                    ran.add(route + " for " + call.asker());
                    return RAN;
                },
                route.mostBody(),
                route.ownPages(),
                route.operation());
    }

    private static Headers headers(Route<?> route, String authorization) {
        var headers = Headers.builder();
        if (!authorization.isEmpty()) {
            headers.set("authorization", authorization);
        }
        if (route.ownPages()) {
            headers.set(Route.OWN_PAGES, "1");
        }
        return headers.build();
    }

    private static Request request(Route<?> route, Headers headers) {
        Content untouched =
                () -> {
                    throw new AssertionError("the body was read before the action asked for it");
                };
        return new Request(
                route.method(),
                route.path().toString().replaceAll("\\{\\w+}", "x1"),
                "",
                headers,
                untouched,
                "192.0.2.1",
                new Cancellation(Instant.MAX),
                "r-1");
    }
}
