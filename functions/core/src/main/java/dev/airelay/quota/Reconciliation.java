package dev.airelay.quota;

import dev.airelay.money.Nanos;

/// What an admitted request really used.
///
/// @param estimate the one it was admitted with
/// @param tokens input (cached ones included) plus output
/// @param cost what it cost at the price in force at admission; [Nanos#ZERO] when nothing is
///   charged
public record Reconciliation(
        String requestId, Holder holder, Estimate estimate, long tokens, Nanos cost) {}
