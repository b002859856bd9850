package dev.airelay.identity;

import java.util.Set;

/// Who may register once there is a first user.
///
/// @param domains of e-mail addresses, in lower case, for [Mode#DOMAIN]
/// @param revision zero where nobody has said anything
public record RegistrationPolicy(Mode mode, Set<String> domains, long revision) {
    /// Closed until somebody opens it: most relays serve one team, on an address that the whole
    /// world can reach, and an account that nobody meant to give is worse than one click too many.
    public static final RegistrationPolicy USUAL = new RegistrationPolicy(Mode.CLOSED, Set.of(), 0);

    public RegistrationPolicy {
        domains = Set.copyOf(domains);
    }

    /// How open it is.
    public enum Mode {
        /// To everybody.
        OPEN,
        /// To those with an invitation.
        INVITE,
        /// To those with an address of certain domains.
        DOMAIN,
        /// To nobody.
        CLOSED
    }
}
