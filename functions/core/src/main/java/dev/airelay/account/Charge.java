package dev.airelay.account;

import dev.airelay.money.Nanos;
import java.time.Instant;

/// What one request costs its user.
///
/// @param cost zero or more
/// @param forgetAt when its booking may be forgotten; as long as the usage record is kept
public record Charge(String requestId, String userId, Nanos cost, Instant forgetAt) {}
