package dev.airelay.identity;

import dev.airelay.access.Session;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Replaces refresh tokens by their successors, and notices when one is used twice.
final class Refreshing {
    private static final System.Logger LOG = System.getLogger(Refreshing.class.getName());
    private static final int SALT_BYTES = 16;

    /// One that loses meets a token that was replaced just now, which needs no second write.
    private static final int MOST_ATTEMPTS = 3;

    private final SigningIn.Ports ports;
    private final Lifetimes lifetimes;
    private final InstantSource clock;
    private final RandomGenerator random;

    Refreshing(
            SigningIn.Ports ports,
            Lifetimes lifetimes,
            InstantSource clock,
            RandomGenerator random) {
        this.ports = ports;
        this.lifetimes = lifetimes;
        this.clock = clock;
        this.random = random;
    }

    Optional<Granted> refresh(RefreshToken token) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<SignIn> found = owner(token);
            Optional<Member> member =
                    found.flatMap(signIn ->
                            ports.members()
                                    .find(token.userId())
                                    .filter(Member::enabled)
                                    .filter(one -> one.credentials() == signIn.credentials()));
            if (member.isEmpty()) {
                return Optional.empty();
            }
            Optional<RefreshToken> next = next(token, found.get());
            if (next.isPresent()) {
                return Optional.of(granted(member.get(), next.get()));
            }
        }
        return Optional.empty();
    }

    /// The sign-in that a token is or was of; empty for one that is made up.
    Optional<SignIn> owner(RefreshToken token) {
        return ports.signIns()
                .find(token.userId(), token.signInId())
                .filter(signIn -> clock.instant().isBefore(signIn.expiresAt()))
                .filter(signIn ->
                        signIn.chain().family().equals(ports.hasher().hash(token.family())));
    }

    /// Empty when somebody else was faster, or the sign-in was ended.
    private Optional<RefreshToken> next(RefreshToken token, SignIn signIn) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var chain = signIn.chain();
        var hash = ports.hasher().hash(token.secret());
        if (hash.equals(chain.current())) {
            var salt = RefreshToken.chance(SALT_BYTES, random);
            var successor = token.successor(salt);
            var after =
                    signIn.with(
                            chain.next(ports.hasher().hash(successor.secret()), salt, now),
                            now.plus(lifetimes.refresh()));
            return ports.signIns().replace(signIn, after)
                    ? Optional.of(successor)
                    : Optional.empty();
        }
        if (hash.equals(chain.previous())
                && now.isBefore(chain.rotatedAt().plus(lifetimes.grace()))) {
            return Optional.of(token.successor(chain.salt()));
        }
        LOG.log(
                Level.WARNING,
                "a refresh token of {0} was used again; its sign-in {1} is ended",
                token.userId(),
                token.signInId());
        ports.signIns().remove(token.userId(), token.signInId());
        return Optional.empty();
    }

    private Granted granted(Member member, RefreshToken token) {
        return new Granted(
                member,
                ports.sessions()
                        .issue(
                                new Session(member.id(), member.role(), token.signInId()),
                                lifetimes.access()),
                lifetimes.access(),
                token,
                lifetimes.refresh());
    }
}
