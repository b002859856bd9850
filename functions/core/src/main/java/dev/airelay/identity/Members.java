package dev.airelay.identity;

import dev.airelay.failure.StaleRecordException;
import dev.airelay.guess.Guesser;
import dev.airelay.guess.Guesses;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What members do with their own account. Safe for use by many threads; every method throws
/// [dev.airelay.failure.StoreException] when a store does not answer.
public final class Members {
    private static final int MOST_ATTEMPTS = 5;

    private final MemberStore members;
    private final SignInStore signIns;
    private final PasswordHasher passwords;
    private final Guesses guesses;
    private final InstantSource clock;

    /// @param guesses counts wrong passwords
    public Members(
            MemberStore members,
            SignInStore signIns,
            PasswordHasher passwords,
            Guesses guesses,
            InstantSource clock) {
        this.members = members;
        this.signIns = signIns;
        this.passwords = passwords;
        this.guesses = guesses;
        this.clock = clock;
    }

    /// What came of a change.
    public sealed interface Changing {
        record Changed(Member member) implements Changing {}

        /// Somebody else has changed it meanwhile.
        record Newer(Member member) implements Changing {}
    }

    /// @throws IllegalStateException when there is none
    public Member member(String userId) {
        return members.find(userId)
                .orElseThrow(() -> new IllegalStateException("no member " + userId));
    }

    /// @param version the revision that the change was made on
    public Changing change(String userId, long version, UnaryOperator<Member> change) {
        Member member = member(userId);
        if (member.revision() != version) {
            return new Changing.Newer(member);
        }
        try {
            return new Changing.Changed(members.save(change.apply(member)));
        } catch (StaleRecordException e) {
            return new Changing.Newer(member(userId));
        }
    }

    /// What came of a change of the password.
    public sealed interface PasswordChange {
        record Done() implements PasswordChange {}

        record Wrong() implements PasswordChange {}

        /// @param patience until the next try makes sense
        record TooMany(Duration patience) implements PasswordChange {}
    }

    /// Changes the password, by which every other sign-in of the member is over.
    ///
    /// @param signInId the one that stays
    /// @param address from where
    public PasswordChange changePassword(
            String userId, String signInId, Secret old, Secret wanted, String address) {
        var who = Guesser.of("password", userId, address);
        Optional<Duration> wait = guesses.take(who);
        if (wait.isPresent()) {
            return new PasswordChange.TooMany(wait.get());
        }
        Member member = member(userId);
        if (!passwords.matches(old, Optional.of(member.passwordHash()))) {
            return new PasswordChange.Wrong();
        }
        guesses.giveBack(who);
        long credentials = replace(member, passwords.hash(wanted));
        for (SignIn signIn : signIns.of(userId)) {
            if (!signIn.id().equals(signInId)) {
                signIns.remove(userId, signIn.id());
            } else {
                keep(signIn, credentials);
            }
        }
        return new PasswordChange.Done();
    }

    /// Other changes of the record do not matter; another password does, which whoever set it
    /// knows.
    private long replace(Member member, String hash) {
        for (int attempt = 0; ; attempt++) {
            try {
                return members.save(member.withPassword(hash)).credentials();
            } catch (StaleRecordException e) {
                Member newer = member(member.id());
                if (attempt == MOST_ATTEMPTS || newer.credentials() != member.credentials()) {
                    throw e;
                }
                member = newer;
            }
        }
    }

    /// A token that is being replaced at this moment ends the sign-in; its member logs in again.
    private void keep(SignIn signIn, long credentials) {
        boolean _ = signIns.replace(signIn, signIn.withCredentials(credentials));
    }

    /// Those that hold, the latest first.
    public List<SignIn> signIns(String userId) {
        long credentials = member(userId).credentials();
        return signIns.of(userId).stream()
                .filter(one -> one.credentials() == credentials)
                .filter(one -> clock.instant().isBefore(one.expiresAt()))
                .sorted(Comparator.comparing(SignIn::createdAt).reversed())
                .toList();
    }

    /// @return whether there was one
    public boolean end(String userId, String signInId) {
        return signIns.remove(userId, signInId);
    }

    /// Ends all sign-ins but one.
    public void endOthers(String userId, String signInId) {
        for (SignIn signIn : signIns.of(userId)) {
            if (!signIn.id().equals(signInId)) {
                signIns.remove(userId, signIn.id());
            }
        }
    }
}
