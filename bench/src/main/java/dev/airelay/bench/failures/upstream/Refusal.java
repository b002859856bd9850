package dev.airelay.bench.failures.upstream;

import dev.airelay.bench.failures.wire.Dialect;
import java.util.Map;

/// An answer that is an error, in the words of the dialect's vendor.
///
/// Shapes: https://platform.openai.com/docs/guides/error-codes and
/// https://docs.claude.com/en/api/errors (read 2026-11-21).
public record Refusal(int status, Map<String, String> headers, String body) {
    /// @param retryAfterSeconds as told in `retry-after`
    public static Refusal rateLimited(Dialect dialect, int retryAfterSeconds) {
        return new Refusal(
                429,
                Map.of("retry-after", Integer.toString(retryAfterSeconds)),
                dialect == Dialect.MESSAGES
                        ? anthropic("rate_limit_error", "This request would exceed the rate limit.")
                        : openAi("requests", "rate_limit_exceeded", "Rate limit reached."));
    }

    public static Refusal broken(Dialect dialect, int status) {
        String message = "The server had an error while processing your request.";
        return new Refusal(
                status,
                Map.of(),
                dialect == Dialect.MESSAGES
                        ? anthropic("api_error", message)
                        : openAi("server_error", "server_error", message));
    }

    public static Refusal tooLong(Dialect dialect) {
        return badRequest(
                dialect,
                "context_length_exceeded",
                dialect == Dialect.MESSAGES
                        ? "prompt is too long: 203456 tokens > 200000 maximum"
                        : "This model's maximum context length is 128000 tokens. However, your messages"
                                + " resulted in 134012 tokens.");
    }

    public static Refusal filtered(Dialect dialect) {
        return badRequest(
                dialect,
                "content_filter",
                dialect == Dialect.MESSAGES
                        ? "Output blocked by content filtering policy"
                        : "The response was filtered due to the prompt triggering the content"
                                + " management policy.");
    }

    public static Refusal noPrefill(Dialect dialect) {
        return badRequest(
                dialect,
                "invalid_value",
                "This model does not support assistant message prefill. The conversation must end"
                        + " with a user message.");
    }

    private static Refusal badRequest(Dialect dialect, String code, String message) {
        return new Refusal(
                400,
                Map.of(),
                dialect == Dialect.MESSAGES
                        ? anthropic("invalid_request_error", message)
                        : openAi("invalid_request_error", code, message));
    }

    private static String openAi(String type, String code, String message) {
        return """
        {"error":{"message":"%s","type":"%s","param":null,"code":"%s"}}\
        """
                .formatted(message, type, code);
    }

    private static String anthropic(String type, String message) {
        return """
        {"type":"error","error":{"type":"%s","message":"%s"},"request_id":"req_fs"}\
        """
                .formatted(type, message);
    }
}
