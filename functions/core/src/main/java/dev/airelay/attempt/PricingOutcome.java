package dev.airelay.attempt;

import dev.airelay.failure.CallerFault;
import java.util.Optional;

/// A channel that might serve a request, once it is known whether anyone has said what that costs.
public sealed interface PricingOutcome permits Candidate, PricingOutcome.Unpriced {
    /// @param fault what the request asks for that has no price there; empty when the model itself
    ///   has none
    record Unpriced(Optional<CallerFault> fault) implements PricingOutcome {}
}
