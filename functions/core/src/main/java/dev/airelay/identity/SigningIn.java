package dev.airelay.identity;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.Session;
import dev.airelay.access.Sessions;
import dev.airelay.guess.Guesser;
import dev.airelay.guess.Guesses;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Logs members in and out. Safe for use by many threads; every method throws
/// [dev.airelay.failure.StoreException] when a store does not answer.
public final class SigningIn {
    private final Ports ports;
    private final Lifetimes lifetimes;
    private final Refreshing refreshing;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random a cryptographic source
    public SigningIn(
            Ports ports, Lifetimes lifetimes, InstantSource clock, RandomGenerator random) {
        this.ports = ports;
        this.lifetimes = lifetimes;
        this.refreshing = new Refreshing(ports, lifetimes, clock, random);
        this.clock = clock;
        this.random = random;
    }

    /// @param guesses counts wrong passwords
    public record Ports(
            MemberStore members,
            SignInStore signIns,
            Sessions sessions,
            PasswordHasher passwords,
            KeyHasher hasher,
            Guesses guesses) {}

    /// Wrong passwords: ten for an account and fifty from a network, in a quarter of an hour.
    public static final Guesses.Limits LIMITS = new Guesses.Limits(10, 50, Duration.ofMinutes(15));

    /// What came of a login.
    public sealed interface Login {
        record In(Granted granted) implements Login {}

        /// There is no such account, or the password is another one; nobody is told which.
        record Wrong() implements Login {}

        /// Told to those alone who know the password.
        record Disabled() implements Login {}

        /// @param patience until the next try makes sense
        record TooMany(Duration patience) implements Login {}
    }

    /// @param email as it was typed
    public Login logIn(String email, Secret password, Device device) {
        Optional<Email> address = Email.parse(email);
        var account = address.map(Email::text).orElse("");
        var who =
                Guesser.of(
                        "login",
                        ports.hasher.hash(new Secret("login/" + account)),
                        device.address());
        Optional<Duration> wait = ports.guesses.take(who);
        if (wait.isPresent()) {
            return new Login.TooMany(wait.get());
        }
        Optional<Member> member = address.flatMap(ports.members::find);
        if (!ports.passwords.matches(password, member.map(Member::passwordHash))) {
            return new Login.Wrong();
        }
        ports.guesses.giveBack(who);
        return member.filter(Member::enabled)
                .<Login>map(one -> new Login.In(signIn(one, device)))
                .orElseGet(Login.Disabled::new);
    }

    private Granted signIn(Member member, Device device) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = RefreshToken.first(member.id(), Ids.next("sin", random), random);
        var signIn =
                new SignIn(
                        member.id(),
                        token.signInId(),
                        RefreshChain.first(
                                ports.hasher.hash(token.family()),
                                ports.hasher.hash(token.secret()),
                                now),
                        device,
                        member.credentials(),
                        now,
                        now.plus(lifetimes.refresh()));
        ports.signIns.add(signIn);
        return new Granted(
                member,
                ports.sessions.issue(
                        new Session(member.id(), member.role(), signIn.id()), lifetimes.access()),
                lifetimes.access(),
                token,
                lifetimes.refresh());
    }

    /// New tokens for one that holds, or was replaced a moment ago; empty for every other one. One
    /// that was replaced before ends its sign-in: somebody else has it.
    public Optional<Granted> refresh(Secret token) {
        return RefreshToken.parse(token).flatMap(refreshing::refresh);
    }

    /// Ends the sign-in of a token, an old one too. One that is none of ours changes nothing.
    public void logOut(Secret token) {
        RefreshToken.parse(token)
                .filter(one -> refreshing.owner(one).isPresent())
                .ifPresent(one -> ports.signIns.remove(one.userId(), one.signInId()));
    }
}
