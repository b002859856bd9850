package dev.airelay.dialect;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamBusy;
import dev.airelay.failure.UpstreamFault.UpstreamDenied;
import dev.airelay.failure.UpstreamFault.UpstreamOverloaded;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.http.Headers;
import java.time.Duration;

/// What an upstream's error means, by its status or by the code it reports, never by the wording of
/// its message.
public final class UpstreamErrors {
    private UpstreamErrors() {}

    public static UpstreamFault ofStatus(int status, Headers headers, byte[] body) {
        return switch (status) {
            case 400, 404, 413, 415, 422 ->
                    isJson(headers)
                            ? new UpstreamRefused(status, headers, body)
                            : new UpstreamBroken(UpstreamBroken.How.STATUS);
            case 401, 402, 403 -> new UpstreamDenied();
            case 408, 504 -> new UpstreamTimeout(UpstreamTimeout.Phase.FIRST_TOKEN);
            case 429 -> new UpstreamBusy(retryAfter(headers));
            case 503, 529 -> new UpstreamOverloaded();
            default -> new UpstreamBroken(UpstreamBroken.How.STATUS);
        };
    }

    /// An error reported inside an answer whose status was 200.
    ///
    /// @param code the error's `code` or `type`, as OpenAI
    ///   (https://platform.openai.com/docs/guides/error-codes) and Anthropic
    ///   (https://docs.anthropic.com/en/api/errors) name them; both read 2026-11-21
    /// @param body what to show the client when the error is about its own words
    public static UpstreamFault ofCode(String code, byte[] body) {
        return switch (code) {
            case "overloaded_error", "overloaded", "server_is_overloaded", "slow_down" ->
                    new UpstreamOverloaded();
            case "rate_limit_error",
                    "rate_limit_exceeded",
                    "too_many_requests",
                    "insufficient_quota" ->
                    new UpstreamBusy(Duration.ZERO);
            case "authentication_error", "permission_error", "invalid_api_key" ->
                    new UpstreamDenied();
            case "invalid_request_error",
                    "not_found_error",
                    "request_too_large",
                    "context_length_exceeded",
                    "string_above_max_length",
                    "content_filter",
                    "content_policy_violation",
                    "invalid_prompt",
                    "cyber_policy" ->
                    new UpstreamRefused(400, Headers.of("content-type", "application/json"), body);
            default -> new UpstreamBroken(UpstreamBroken.How.REPORTED);
        };
    }

    public static boolean isJson(Headers headers) {
        return headers.first("content-type").map(type -> type.contains("json")).orElse(false);
    }

    /// Seconds or milliseconds as upstreams send them; zero when absent, a date, or nonsense. At
    /// most an hour.
    private static Duration retryAfter(Headers headers) {
        try {
            var millis = headers.first("retry-after-ms");
            double wait =
                    millis.isPresent()
                            ? Double.parseDouble(millis.get())
                            : Double.parseDouble(headers.first("retry-after").orElse("0")) * 1_000;
            return wait > 0 ? Duration.ofMillis((long) Math.min(wait, 3_600_000)) : Duration.ZERO;
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }
}
