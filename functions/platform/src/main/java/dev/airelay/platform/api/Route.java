package dev.airelay.platform.api;

import java.util.Objects;

/// One line of a route table: which call, whose, how much of a body, and what is done for it.
/// Immutable.
///
/// @param <C> what the guard hands to the action
public final class Route<C extends Call> {
    /// What calls of some routes must have, with any value.
    public static final String OWN_PAGES = "x-relay-csrf";

    private static final int USUAL_BODY = 64 * 1024;

    private final String method;
    private final PathTemplate path;
    private final Guard<C> guard;
    private final Action<? super C> action;
    private final int mostBody;
    private final boolean ownPages;
    private final Operation operation;

    Route(
            String method,
            PathTemplate path,
            Guard<C> guard,
            Action<? super C> action,
            int mostBody,
            boolean ownPages,
            Operation operation) {
        this.method = method;
        this.path = path;
        this.guard = Objects.requireNonNull(guard, "a route without a guard");
        this.action = Objects.requireNonNull(action, "a route without an action");
        this.mostBody = mostBody;
        this.ownPages = ownPages;
        this.operation = operation;
    }

    /// @param path such as `/api/gift-cards/{card}`
    /// @throws IllegalArgumentException when the path is malformed
    public static <C extends Call> Route<C> get(
            String path, Guard<C> guard, Action<? super C> action) {
        return of("GET", path, guard, action);
    }

    /// See [#get]; bodies of up to 64 KiB.
    public static <C extends Call> Route<C> post(
            String path, Guard<C> guard, Action<? super C> action) {
        return of("POST", path, guard, action);
    }

    /// See [#post].
    public static <C extends Call> Route<C> put(
            String path, Guard<C> guard, Action<? super C> action) {
        return of("PUT", path, guard, action);
    }

    /// See [#post].
    public static <C extends Call> Route<C> patch(
            String path, Guard<C> guard, Action<? super C> action) {
        return of("PATCH", path, guard, action);
    }

    /// See [#post].
    public static <C extends Call> Route<C> delete(
            String path, Guard<C> guard, Action<? super C> action) {
        return of("DELETE", path, guard, action);
    }

    private static <C extends Call> Route<C> of(
            String method, String path, Guard<C> guard, Action<? super C> action) {
        return new Route<>(
                method, new PathTemplate(path), guard, action, USUAL_BODY, false, Operation.UNSAID);
    }

    /// The same route for bodies of up to so many bytes; carriers take 6 MB.
    public Route<C> withBodyUpTo(int bytes) {
        return new Route<>(method, path, guard, action, bytes, ownPages, operation);
    }

    /// The same route, which sets or reads a cookie: calls must have the header [#OWN_PAGES], which
    /// no page of another site can send without being asked for it, so that none makes a browser
    /// use its cookies here
    /// (https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html,
    /// read 2026-11-27).
    public Route<C> fromOwnPages() {
        return new Route<>(method, path, guard, action, mostBody, true, operation);
    }

    /// The same route, which says what it takes and gives.
    public Route<C> says(Operation what) {
        return new Route<>(method, path, guard, action, mostBody, ownPages, what);
    }

    /// @throws ApiException 403 for a call that another site's page may have made
    ApiAnswer answer(Call call, Bearer bearer) {
        if (ownPages && call.header(OWN_PAGES).isEmpty()) {
            throw new ApiException(
                    403, "csrf_header_missing", "Send the header " + OWN_PAGES + ": 1.");
        }
        return action.answer(guard.admit(call, bearer));
    }

    String method() {
        return method;
    }

    PathTemplate path() {
        return path;
    }

    Guard<C> guard() {
        return guard;
    }

    int mostBody() {
        return mostBody;
    }

    Operation operation() {
        return operation;
    }

    boolean ownPages() {
        return ownPages;
    }

    @Override
    public String toString() {
        return method + " " + path + " (" + guard + ")";
    }
}
