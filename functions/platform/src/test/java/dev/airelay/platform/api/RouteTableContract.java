package dev.airelay.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.airelay.access.Role;
import dev.airelay.http.Content;
import dev.airelay.http.Headers;
import dev.airelay.http.Lifeline;
import dev.airelay.http.Request;
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

    private static Stream<DynamicTest> callers(Route<?> route, List<Route<?>> table) {
        int unknown = route.guard() == Guard.ANYONE ? 200 : 401;
        var tests = new ArrayList<DynamicTest>();
        for (String header : new String[] {"", "Bearer forged", "Basic ADMIN", "ADMIN"}) {
            tests.add(
                    dynamicTest(
                            route + " called with '" + header + "'",
                            () -> call(route, table, header, unknown)));
        }
        for (Role role : Role.values()) {
            int known = ADMITTED.getOrDefault(route.guard(), Set.of()).contains(role) ? 200 : 403;
            tests.add(
                    dynamicTest(
                            route + " called by " + role,
                            () -> call(route, table, "Bearer " + role, known)));
        }
        return tests.stream();
    }

    private static void call(
            Route<?> route, List<Route<?>> table, String authorization, int status) {
        var ran = new ArrayList<String>();
        var idle = table.stream().map(one -> writingDown(one, ran)).toArray(Route<?>[]::new);
        var reply = new RecordedReply();
        new ApiDoor(Routes.of(idle), new RoleSessions(), TestKeys.cursors())
                .handle(request(route, authorization), reply);
        assertEquals(status, reply.status(), reply::text);
        var asker = route.guard() == Guard.ANYONE ? "" : authorization.replace("Bearer ", "");
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
                route.mostBody());
    }

    private static Request request(Route<?> route, String authorization) {
        Content untouched =
                () -> {
                    throw new AssertionError("the body was read before the action asked for it");
                };
        return new Request(
                route.method(),
                route.path().toString().replaceAll("\\{\\w+}", "x1"),
                "",
                authorization.isEmpty()
                        ? Headers.none()
                        : Headers.of("authorization", authorization),
                untouched,
                "192.0.2.1",
                new Lifeline(Instant.MAX),
                "r-1");
    }
}
