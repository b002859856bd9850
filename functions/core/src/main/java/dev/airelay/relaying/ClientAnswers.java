package dev.airelay.relaying;

import dev.airelay.dialect.ClientDialect;
import dev.airelay.failure.CallerFault.CodingUnknown;
import dev.airelay.failure.CallerFault.MethodNotAllowed;
import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.http.Headers;
import dev.airelay.limit.Allowance;
import dev.airelay.quota.Admission;
import java.io.IOException;
import java.time.Duration;

/// Writes answers that are known as a whole, and the header fields that every answer carries.
final class ClientAnswers {
    private ClientAnswers() {}

    static Headers.Builder headers(Arrival arrival, ClientDialect client) {
        return client.answerHeaders(arrival.traceId()).toBuilder()
                .set("x-request-id", arrival.traceId())
                .set("x-proxy-response-time", Long.toString(arrival.elapsedMillis()))
                .set("cache-control", "no-store");
    }

    /// Adds what is left of the limits, in the notation of
    /// https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers (read
    /// 2026-11-21).
    static Headers.Builder withLimits(
            Headers.Builder headers, Allowance requests, Allowance tokens) {
        if (requests.limited()) {
            headers.set("x-ratelimit-remaining", Long.toString(requests.remaining()));
        }
        limit(headers, "requests", requests);
        limit(headers, "tokens", tokens);
        return headers;
    }

    static Headers.Builder withLimits(Headers.Builder headers, Admission.Admitted admitted) {
        return withLimits(headers, admitted.requests(), admitted.tokens());
    }

    private static void limit(Headers.Builder headers, String of, Allowance allowance) {
        if (allowance.limited()) {
            headers.set("x-ratelimit-limit-" + of, Long.toString(allowance.limit()));
            headers.set("x-ratelimit-remaining-" + of, Long.toString(allowance.remaining()));
            headers.set("x-ratelimit-reset-" + of, seconds(allowance.reset()) + "s");
        }
    }

    /// Answers with JSON, of which a `HEAD` gets the head only. A client that left is nobody to
    /// answer to; that is no failure here.
    static void json(Arrival arrival, int status, Headers.Builder headers, byte[] body) {
        try {
            arrival.reply().start(status, headers.set("content-type", "application/json").build());
            if (!arrival.request().method().equals("HEAD")) {
                arrival.reply().write(body, 0, body.length);
            }
            arrival.reply().end();
        } catch (IOException e) {
            arrival.reply().tear();
        }
    }

    /// Answers with a failure in the client's own words.
    static void failure(
            Arrival arrival, ClientDialect client, Failure failure, Headers.Builder headers) {
        failure.retryAfter()
                .ifPresent(wait -> headers.set("retry-after", Long.toString(seconds(wait))));
        if (failure instanceof MethodNotAllowed wrong) {
            headers.set("allow", wrong.allowed());
        }
        if (failure instanceof CodingUnknown unknown) {
            headers.set("accept-encoding", unknown.accepted());
        }
        if (failure instanceof UpstreamRefused refused && !refused.refusal().retry().isEmpty()) {
            headers.set("x-should-retry", refused.refusal().retry());
        }
        json(arrival, failure.status(), headers, client.error(failure, arrival.traceId()));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.plusMillis(999).toSeconds());
    }
}
