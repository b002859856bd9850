package dev.airelay.quota;

import dev.airelay.money.Nanos;

/// What a request may use up before anyone knows what it really uses.
///
/// @param tokens input estimate plus the most output that was asked for; zero or more
/// @param cost what is held against the owner's funds; [Nanos#ZERO] when nothing is held
public record Estimate(long tokens, Nanos cost) {
    public static final Estimate NOTHING = new Estimate(0, Nanos.ZERO);
}
