package dev.airelay.identity;

import java.time.Instant;

/// By what right somebody becomes a member.
public sealed interface Joining {
    /// As the first one, who owns the deployment; there is one ever.
    record First() implements Joining {}

    /// Because registration is open to them.
    record Allowed() implements Joining {}

    /// By an invitation, which is spent by it.
    ///
    /// @param hash of its code
    record Invited(String hash, Instant now) implements Joining {}
}
