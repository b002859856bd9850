package dev.airelay.identity;

import dev.airelay.access.Role;
import java.time.Instant;

/// How things stand with a sign-in and its member at one moment.
///
/// @param memberCredentials counts the member's passwords
/// @param credentials the count with which was signed in
public record Standing(
        boolean enabled, Role role, long memberCredentials, long credentials, Instant expiresAt) {
    boolean holds(Instant now) {
        return enabled && memberCredentials == credentials && now.isBefore(expiresAt);
    }
}
