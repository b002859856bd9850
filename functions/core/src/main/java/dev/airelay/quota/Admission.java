package dev.airelay.quota;

import dev.airelay.limit.Allowance;
import dev.airelay.limit.Measure;
import dev.airelay.limit.Scope;
import dev.airelay.limit.Window;
import dev.airelay.money.Nanos;
import java.time.Duration;

/// What the gate decided. Only [Admitted] took anything.
public sealed interface Admission {
    /// Go on; [Gate#reconcile] must follow.
    ///
    /// @param requests the tighter of the key's and the user's requests-per-minute allowance
    /// @param tokens likewise for tokens per minute
    record Admitted(News news, Allowance requests, Allowance tokens) implements Admission {}

    /// The key or the user has a newer revision than the holder was built from: read the records
    /// again, ask again.
    record Stale() implements Admission {}

    /// A limit is used up.
    ///
    /// @param limit the configured number
    /// @param retryAfter how long until it may be tried again; for concurrency an advice, not a
    ///   promise
    record Refused(
            Scope scope,
            Measure measure,
            long limit,
            Duration retryAfter,
            Allowance requests,
            Allowance tokens)
            implements Admission {}

    /// A budget does not allow what the request may cost.
    ///
    /// @param retryAfter until the window begins anew; zero for one that never does
    record OverBudget(Scope scope, Window window, Nanos limit, Duration retryAfter)
            implements Admission {}

    /// Balance and plan together do not cover what the request may cost.
    ///
    /// @param available what is neither held nor spent; may be below zero
    record OutOfFunds(Nanos available) implements Admission {}
}
