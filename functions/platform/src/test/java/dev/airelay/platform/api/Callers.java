package dev.airelay.platform.api;

import dev.airelay.access.Role;
import dev.airelay.access.Session;
import dev.airelay.access.Sessions;
import dev.airelay.access.User;
import dev.airelay.identity.Device;
import dev.airelay.identity.Email;
import dev.airelay.identity.FakeMembers;
import dev.airelay.identity.FakeSignIns;
import dev.airelay.identity.Joining;
import dev.airelay.identity.LiveSessions;
import dev.airelay.identity.Member;
import dev.airelay.identity.RefreshChain;
import dev.airelay.identity.SignIn;
import dev.airelay.limit.Limits;
import dev.airelay.platform.identity.JwtSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Everybody who may call a route, with tokens that were good a second ago, and what they are now.
final class Callers {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final FakeMembers members = new FakeMembers();
    private final FakeSignIns signIns = new FakeSignIns(members);
    private final List<Caller> all = new ArrayList<>();
    private Instant now = NOW;
    private final JwtSessions signed = new JwtSessions(() -> TestKeys.of("A"), () -> now);
    private final Sessions sessions = new LiveSessions(signed, signIns, () -> now);

    /// @param authorization empty when they send none
    /// @param is who they are now; empty when nobody
    record Caller(String name, String authorization, Optional<Session> is) {}

    Callers() {
        all.add(new Caller("anonymous", "", Optional.empty()));
        for (String forged : new String[] {"Bearer forged", "Bearer ", "Basic ADMIN", "ADMIN"}) {
            all.add(new Caller("'" + forged + "'", forged, Optional.empty()));
        }
        known("user", Role.USER, Role.USER);
        known("another user", Role.USER, Role.USER);
        known("admin", Role.ADMIN, Role.ADMIN);
        known("super_admin", Role.SUPER_ADMIN, Role.SUPER_ADMIN);
        known("admin, demoted a second ago", Role.ADMIN, Role.USER);
        known("super_admin, demoted a second ago", Role.SUPER_ADMIN, Role.ADMIN);
        gone("disabled", id -> members.save(member(id).withEnabled(false)));
        gone("with a new password", id -> members.save(member(id).withPassword("other")));
        gone("signed out", id -> signIns.remove(id, "s"));
        now = NOW.minus(LIFETIME);
        gone("expired", _ -> now = NOW);
        var unbound = signed.issue(new Session("ada", Role.SUPER_ADMIN), LIFETIME).reveal();
        all.add(new Caller("without a sign-in", "Bearer " + unbound, Optional.empty()));
    }

    private Member member(String id) {
        return members.find(id).orElseThrow();
    }

    private void known(String name, Role before, Role after) {
        var id = "user-" + all.size();
        var authorization = signIn(id, before);
        members.save(member(id).withRole(after));
        all.add(new Caller(name, authorization, Optional.of(new Session(id, after, "s"))));
    }

    private void gone(String name, Consumer<String> how) {
        for (Role role : Role.values()) {
            var id = "user-" + all.size();
            var start = now;
            var authorization = signIn(id, role);
            how.accept(id);
            all.add(new Caller(role + " " + name, authorization, Optional.empty()));
            now = role == Role.USER ? now : start;
        }
    }

    private String signIn(String id, Role role) {
        var user = new User(id, id, true, Limits.NONE, Set.of(), 0);
        members.add(
                new Member(user, new Email(id + "@example.com"), role, "hash", 1, "{}", now),
                new Joining.Allowed());
        signIns.add(
                new SignIn(
                        id,
                        "s",
                        new RefreshChain("family", "current", "", "", now),
                        new Device("", ""),
                        1,
                        now,
                        NOW.plus(Duration.ofDays(30))));
        return "Bearer " + signed.issue(new Session(id, role, "s"), LIFETIME).reveal();
    }

    List<Caller> all() {
        return all;
    }

    Sessions sessions() {
        return sessions;
    }
}
