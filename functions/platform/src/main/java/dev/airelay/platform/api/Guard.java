package dev.airelay.platform.api;

import dev.airelay.access.Role;
import dev.airelay.access.Session;
import java.util.function.Predicate;

/// Who may call a route. It alone turns a [Call] into what an action takes, so no action runs
/// before its guard has looked.
///
/// @param <C> what it hands to actions: with a session where it demands one
public final class Guard<C extends Call> {
    /// Whoever comes.
    public static final Guard<Call> ANYONE = new Guard<>("anyone", (call, _) -> call);

    /// Whoever is signed in.
    public static final Guard<SessionCall> SIGNED_IN = session("signed in", _ -> true, "");

    /// Administrators of either kind.
    public static final Guard<SessionCall> ADMIN =
            session("admin", Session::isAdmin, "Only administrators may do this.");

    /// Those who may change administrators.
    public static final Guard<SessionCall> SUPER_ADMIN =
            session(
                    "super-admin",
                    session -> session.role() == Role.SUPER_ADMIN,
                    "Only super-administrators may do this.");

    private final String name;
    private final Check<C> check;

    private Guard(String name, Check<C> check) {
        this.name = name;
        this.check = check;
    }

    private interface Check<C> {
        C admit(Call call, Bearer bearer);
    }

    private static Guard<SessionCall> session(
            String name, Predicate<Session> mayPass, String refusal) {
        return new Guard<>(
                name,
                (call, bearer) -> {
                    var session = bearer.session(call);
                    if (!mayPass.test(session)) {
                        throw new ApiException(403, "forbidden", refusal);
                    }
                    return new SessionCall(call, session);
                });
    }

    /// @throws ApiException 401 without a token that holds, 403 when its owner may not pass
    C admit(Call call, Bearer bearer) {
        return check.admit(call, bearer);
    }

    @Override
    public String toString() {
        return name;
    }
}
