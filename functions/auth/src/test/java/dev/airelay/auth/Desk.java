package dev.airelay.auth;

import dev.airelay.access.FakeOwnedKeys;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.OwnKeys;
import dev.airelay.access.Role;
import dev.airelay.guess.FakeGuesses;
import dev.airelay.identity.Email;
import dev.airelay.identity.FakeMembers;
import dev.airelay.identity.FakePasswords;
import dev.airelay.identity.FakeSignIns;
import dev.airelay.identity.Lifetimes;
import dev.airelay.identity.LiveSessions;
import dev.airelay.identity.Member;
import dev.airelay.identity.Members;
import dev.airelay.identity.Registering;
import dev.airelay.identity.RegistrationPolicy;
import dev.airelay.identity.SigningIn;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.api.Cursors;
import dev.airelay.platform.api.Routes;
import dev.airelay.platform.identity.JwtSessions;
import dev.airelay.secret.Secret;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// The function over stores in memory and a clock that stands.
final class Desk {
    static final Secret KEYS =
            new Secret(
                    "{\"current\":\"k\",\"keys\":{\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}}");

    Instant now = Instant.parse("2026-11-27T12:00:00Z");
    final FakeMembers members = new FakeMembers();
    final FakeSignIns signIns = new FakeSignIns(members);
    final FakeOwnedKeys keys = new FakeOwnedKeys();
    final Routes routes;
    private final ApiDoor door;

    Desk() {
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        var random = new Random(5);
        var passwords = new FakePasswords();
        var sessions = new LiveSessions(new JwtSessions(() -> KEYS, () -> now), signIns, () -> now);
        var wrong = new FakeGuesses(SigningIn.LIMITS, () -> now);
        var registering =
                new Registering(
                        new Registering.Ports(
                                members,
                                members,
                                members,
                                passwords,
                                hasher,
                                () -> new Secret("setup"),
                                new FakeGuesses(Registering.LIMITS, () -> now)),
                        () -> now,
                        random);
        var signing =
                new SigningIn(
                        new SigningIn.Ports(members, signIns, sessions, passwords, hasher, wrong),
                        Lifetimes.USUAL,
                        () -> now,
                        random);
        var account = new Members(members, signIns, passwords, wrong, () -> now);
        routes =
                AuthRoutes.of(
                        new AuthRoutes.Actions(
                                new RegistrationActions(registering, members),
                                new SignInActions(signing, new RefreshCookie(true)),
                                new AccountActions(account),
                                new KeyActions(
                                        new OwnKeys(keys, hasher, () -> now, random), account)));
        door = new ApiDoor(routes, sessions, new Cursors(() -> KEYS));
    }

    Client client() {
        return new Client(door, routes, "192.0.2.1");
    }

    /// The first user, signed in.
    Client root() {
        var client = client();
        client.register("root@example.com", Map.of("setupCode", "setup"));
        client.logIn("root@example.com");
        return client;
    }

    /// Somebody who joined later, signed in.
    Client user(String name) {
        if (members.needsFirst()) {
            root();
        }
        var policy = members.registration();
        members.save(
                new RegistrationPolicy(RegistrationPolicy.Mode.OPEN, Set.of(), policy.revision()));
        var client = client();
        client.register(name + "@example.com", Map.of("name", name));
        client.logIn(name + "@example.com");
        return client;
    }

    Member member(String name) {
        return members.find(new Email(name + "@example.com")).orElseThrow();
    }

    void role(String name, Role role) {
        members.save(member(name).withRole(role));
    }
}
