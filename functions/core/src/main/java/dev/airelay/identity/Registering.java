package dev.airelay.identity;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.Role;
import dev.airelay.access.User;
import dev.airelay.guess.Guesser;
import dev.airelay.guess.Guesses;
import dev.airelay.limit.Limits;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Makes strangers into members: the first one by the setup code, others as the policy says. Safe
/// for use by many threads; every method throws [dev.airelay.failure.StoreException] when a store
/// does not answer.
public final class Registering {
    /// Five for an address of a mail box and thirty from a network, in an hour.
    public static final Guesses.Limits LIMITS = new Guesses.Limits(5, 30, Duration.ofHours(1));

    private static final int CODE_BYTES = 24;

    private final Ports ports;
    private final InstantSource clock;
    private final RandomGenerator random;

    /// @param random a cryptographic source
    public Registering(Ports ports, InstantSource clock, RandomGenerator random) {
        this.ports = ports;
        this.clock = clock;
        this.random = random;
    }

    /// @param setupCode what the first user has to know
    /// @param guesses counts registrations
    public record Ports(
            MemberStore members,
            InvitationStore invitations,
            PolicyStore policies,
            PasswordHasher passwords,
            KeyHasher hasher,
            Supplier<Secret> setupCode,
            Guesses guesses) {}

    /// Somebody who wants to join.
    ///
    /// @param name for people; may be empty
    /// @param setupCode empty when they have none
    /// @param invitation empty when they have none
    public record Applicant(
            Email email,
            String name,
            Secret password,
            Optional<Secret> setupCode,
            Optional<Secret> invitation) {}

    /// What came of a registration.
    public sealed interface Outcome {
        /// They may sign in, or somebody with this address could before: nobody is told which.
        record Accepted() implements Outcome {}

        record Refused(Refusal why) implements Outcome {}

        /// @param patience until the next try makes sense
        record TooMany(Duration patience) implements Outcome {}
    }

    /// Why somebody may not register. None of them depends on who is a member.
    public enum Refusal {
        /// There is no first user yet, and no setup code was given.
        SETUP_REQUIRED,
        /// The setup code is another one, or was used.
        SETUP_CODE_WRONG,
        CLOSED,
        DOMAIN_NOT_ALLOWED,
        /// It is missing, spent, over, or was never made.
        INVITATION_WRONG
    }

    /// Whether nobody owns the deployment yet.
    public boolean needsFirst() {
        return ports.members.needsFirst();
    }

    /// @param address from where
    public Outcome register(Applicant applicant, String address) {
        var box = ports.hasher.hash(new Secret("register/" + applicant.email().text()));
        Optional<Duration> wait = ports.guesses.take(Guesser.of("register", box, address));
        if (wait.isPresent()) {
            return new Outcome.TooMany(wait.get());
        }
        boolean first = ports.members.needsFirst();
        Optional<Refusal> refusal =
                applicant.setupCode().isPresent() || first
                        ? setupRefusal(applicant, first)
                        : policyRefusal(applicant);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        return join(applicant, first);
    }

    private Optional<Refusal> setupRefusal(Applicant applicant, boolean first) {
        if (applicant.setupCode().isEmpty()) {
            return Optional.of(Refusal.SETUP_REQUIRED);
        }
        boolean right = ports.setupCode.get().equals(applicant.setupCode().get());
        return right && first ? Optional.empty() : Optional.of(Refusal.SETUP_CODE_WRONG);
    }

    private Optional<Refusal> policyRefusal(Applicant applicant) {
        var policy = ports.policies.registration();
        return switch (policy.mode()) {
            case OPEN -> Optional.empty();
            case CLOSED -> Optional.of(Refusal.CLOSED);
            case DOMAIN ->
                    policy.domains().contains(applicant.email().domain())
                            ? Optional.empty()
                            : Optional.of(Refusal.DOMAIN_NOT_ALLOWED);
            case INVITE ->
                    applicant.invitation().isPresent()
                            ? Optional.empty()
                            : Optional.of(Refusal.INVITATION_WRONG);
        };
    }

    private Outcome join(Applicant applicant, boolean first) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Joining right =
                first
                        ? new Joining.First()
                        : applicant
                                .invitation()
                                .<Joining>map(code -> new Joining.Invited(hash(code), now))
                                .orElseGet(Joining.Allowed::new);
        var member =
                new Member(
                        new User(
                                Ids.next("usr", random),
                                applicant.name(),
                                true,
                                Limits.NONE,
                                first ? User.EVERY_GROUP : Set.of(),
                                0),
                        applicant.email(),
                        first ? Role.SUPER_ADMIN : Role.USER,
                        ports.passwords.hash(applicant.password()),
                        1,
                        Member.NO_PREFERENCES,
                        now);
        return switch (ports.members.add(member, right)) {
            case DONE, EMAIL_TAKEN -> new Outcome.Accepted();
            case NOT_ENTITLED ->
                    new Outcome.Refused(
                            first ? Refusal.SETUP_CODE_WRONG : Refusal.INVITATION_WRONG);
        };
    }

    /// A new invitation; the only moment at which its code is known.
    ///
    /// @param by user id of the administrator
    public Secret invite(String by, Duration lifetime) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var code = new Secret(RefreshToken.chance(CODE_BYTES, random));
        ports.invitations.add(new Invitation(hash(code), by, now, now.plus(lifetime)));
        return code;
    }

    private String hash(Secret code) {
        return ports.hasher.hash(new Secret("invitation/" + code.reveal()));
    }
}
