package dev.airelay.identity;

import dev.airelay.access.Role;
import dev.airelay.access.User;
import java.time.Instant;

/// A user who can sign in. The same row holds what the gate knows of the user, so that role, status
/// and password change together and under one revision.
///
/// @param passwordHash as the [PasswordHasher] wrote it
/// @param credentials counts the changes of the password; sign-ins of an older count are over
/// @param preferences of the console, a JSON object as text
public record Member(
        User user,
        Email email,
        Role role,
        String passwordHash,
        long credentials,
        String preferences,
        Instant createdAt) {
    /// What the console has set when nobody has set anything.
    public static final String NO_PREFERENCES = "{}";

    public String id() {
        return user.id();
    }

    public boolean enabled() {
        return user.enabled();
    }

    public long revision() {
        return user.revision();
    }

    public Member withRevision(long revision) {
        return with(user.withRevision(revision));
    }

    public Member withRole(Role other) {
        return new Member(user, email, other, passwordHash, credentials, preferences, createdAt);
    }

    public Member withEnabled(boolean enabled) {
        return with(
                new User(
                        user.id(),
                        user.name(),
                        enabled,
                        user.limits(),
                        user.groups(),
                        user.revision()));
    }

    public Member withName(String name) {
        return with(
                new User(
                        user.id(),
                        name,
                        user.enabled(),
                        user.limits(),
                        user.groups(),
                        user.revision()));
    }

    public Member withPreferences(String other) {
        return new Member(user, email, role, passwordHash, credentials, other, createdAt);
    }

    /// With another password, by which every sign-in so far is over.
    public Member withPassword(String hash) {
        return new Member(user, email, role, hash, credentials + 1, preferences, createdAt);
    }

    private Member with(User other) {
        return new Member(other, email, role, passwordHash, credentials, preferences, createdAt);
    }

    /// Without the hash.
    @Override
    public String toString() {
        return "Member[" + user.id() + ", " + role + "]";
    }
}
