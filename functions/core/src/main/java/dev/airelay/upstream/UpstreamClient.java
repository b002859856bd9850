package dev.airelay.upstream;

import dev.airelay.http.Cancellation;

/// Sends one call and returns as soon as the head of the answer is there. Safe for use by many
/// threads.
///
/// It never retries and never follows redirects. Failures are [dev.airelay.failure.RelayException]s
/// that carry `UpstreamBroken` (CONNECT, ADDRESS, RESET, UNSENT) or `UpstreamTimeout` (CONNECT,
/// FIRST_TOKEN). Any status is an answer, not a failure. When the cancellation is cut the
/// connection is closed at once and the waiting thread gets such a failure; what it means is for
/// the caller to ask the cancellation.
@FunctionalInterface
public interface UpstreamClient {
    UpstreamAnswer call(UpstreamCall call, Timeouts timeouts, Cancellation cancellation);
}
