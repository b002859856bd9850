package dev.airelay.dialect;

import dev.airelay.http.Headers;
import java.util.Set;

/// Which of a client's header fields travel on to an upstream: those named here and no others.
///
/// Credentials, cookies, addresses, hop-by-hop fields and whatever a platform adds stay behind
/// because nobody lists them.
public final class ForwardedHeaders {
    private static final Set<String> NAMES =
            Set.of(
                    "accept",
                    "accept-language",
                    "content-type",
                    "idempotency-key",
                    "openai-beta",
                    "originator",
                    "session-id",
                    "session_id",
                    "conversation_id",
                    "user-agent",
                    "x-app",
                    "x-claude-code-session-id",
                    "x-client-request-id");
    private static final Set<String> PREFIXES = Set.of("anthropic-", "x-stainless-");

    private ForwardedHeaders() {}

    /// The fields to send on, with an answer asked for in plain bytes so that it can pass through
    /// as it is.
    public static Headers.Builder of(Headers client) {
        var forwarded = Headers.builder();
        client.forEach((name, value) -> {
            if (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
                forwarded.set(name, value);
            }
        });
        return forwarded.set("accept-encoding", "identity");
    }
}
