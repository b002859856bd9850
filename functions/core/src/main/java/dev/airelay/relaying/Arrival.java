package dev.airelay.relaying;

import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.time.Stopwatch;
import java.time.Duration;
import java.time.Instant;

/// One request on its way, with what is known about it before anyone has looked inside.
///
/// @param requestId the relay's own id: identity of the usage record and of everything taken at the
///   gate
/// @param traceId what the client calls it: its own `x-request-id` when it sent a sound one, else
///   the request id
/// @param stopwatch started at arrival
record Arrival(
        Request request, Reply reply, String requestId, String traceId, Stopwatch stopwatch) {
    private static final int LONGEST_TRACE_ID = 128;
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(30);

    Instant arrivedAt() {
        return stopwatch.startedAt();
    }

    Instant now() {
        return stopwatch.now();
    }

    /// Until the answer must have ended; not below zero.
    Duration left() {
        Duration left = Duration.between(now(), request.cancellation().deadline());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// How long what is taken for it may be held, should nobody give it back: a little longer than
    /// it can last.
    Duration lease() {
        return left().plus(LEASE_MARGIN);
    }

    long elapsedMillis() {
        return stopwatch.elapsedMillis();
    }

    /// Taken over only when it is short and printable, since it comes back in headers and goes into
    /// logs.
    static String traceId(Request request, String requestId) {
        return request.headers()
                .first("x-request-id")
                .filter(id -> !id.isEmpty() && id.length() <= LONGEST_TRACE_ID)
                .filter(id -> id.chars().allMatch(Arrival::isPlain))
                .orElse(requestId);
    }

    private static boolean isPlain(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || "-_.:".indexOf(c) >= 0;
    }
}
