package dev.airelay.identity;

import dev.airelay.secret.Secret;
import java.time.Duration;

/// What somebody gets who has signed in.
///
/// @param access proves the session for `lifetime`
/// @param refresh gets the next ones for `rest` from now
public record Granted(
        Member member, Secret access, Duration lifetime, RefreshToken refresh, Duration rest) {}
