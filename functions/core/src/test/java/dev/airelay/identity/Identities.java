package dev.airelay.identity;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.Session;
import dev.airelay.access.Sessions;
import dev.airelay.guess.FakeGuesses;
import dev.airelay.guess.Guesses;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Everything about identity over fakes and a clock that stands.
final class Identities {
    static final Device LAPTOP = new Device("192.0.2.7", "curl/8");
    static final Secret PASSWORD = new Secret("correct horse battery");
    static final Secret SETUP = new Secret("setup-code");

    Instant now = MemberStoreContract.NOW;
    final FakeMembers members = new FakeMembers();
    final FakeSignIns signIns = new FakeSignIns(members);
    final FakePasswords passwords = new FakePasswords();
    final Sessions sessions = new PlainSessions();
    final LiveSessions live = new LiveSessions(sessions, signIns, () -> now);
    final SigningIn signing;
    final Registering registering;
    final Members own;

    Identities() {
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        var random = new Random(7);
        signing =
                new SigningIn(
                        new SigningIn.Ports(
                                members,
                                signIns,
                                sessions,
                                passwords,
                                hasher,
                                guesses(SigningIn.LIMITS)),
                        Lifetimes.USUAL,
                        () -> now,
                        random);
        registering =
                new Registering(
                        new Registering.Ports(
                                members,
                                members,
                                members,
                                passwords,
                                hasher,
                                () -> SETUP,
                                guesses(Registering.LIMITS)),
                        () -> now,
                        random);
        own = new Members(members, signIns, passwords, guesses(SigningIn.LIMITS), () -> now);
    }

    private Guesses guesses(Guesses.Limits limits) {
        return new FakeGuesses(limits, () -> now);
    }

    Registering.Outcome register(String email, Optional<Secret> code, Optional<Secret> invitation) {
        return registering.register(
                new Registering.Applicant(
                        Email.parse(email).orElseThrow(), "Ada", PASSWORD, code, invitation),
                LAPTOP.address());
    }

    /// Registers the first user.
    Member root() {
        register("root@example.com", Optional.of(SETUP), Optional.empty());
        return members.find(new Email("root@example.com")).orElseThrow();
    }

    Granted logIn(String email) {
        return ((SigningIn.Login.In) signing.logIn(email, PASSWORD, LAPTOP)).granted();
    }

    boolean holds(Granted granted) {
        return live.verify(granted.access()).isPresent();
    }

    /// Tokens that are numbers.
    private static final class PlainSessions implements Sessions {
        private final Map<Secret, Session> issued = new HashMap<>();

        @Override
        public synchronized Secret issue(Session session, Duration lifetime) {
            var token = new Secret("token-" + issued.size());
            issued.put(token, session);
            return token;
        }

        @Override
        public synchronized Optional<Session> verify(Secret token) {
            return Optional.ofNullable(issued.get(token));
        }
    }
}
