package dev.airelay.dialect;

import dev.airelay.access.KeyText;
import dev.airelay.http.Headers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Which header fields travel on: those named here and no others.
///
/// To an upstream go the fields by which vendors and their command line tools know a session, its
/// turns and the client's version. Sources: Codex's `codex-api` and `core/src/client.rs`
/// (https://github.com/openai/codex), Claude Code's gateway protocol
/// (https://code.claude.com/docs/en/llm-gateway-protocol), the official SDKs' `x-stainless-`
/// fields; all read 2026-11-27. Credentials, cookies, addresses, hop-by-hop fields and whatever a
/// platform adds stay behind because nobody lists them, and so does everything that picks an
/// account, which is the channel's affair, under whatever prefix it comes.
///
/// Back to a client go the fields that Codex takes up for its next turn, and what tells how the
/// answer was made; never what tells of the channel's account, such as its limits and credits
/// (`x-codex-primary-used-percent` and its like, `codex-api/src/rate_limits.rs`, read 2026-11-27).
public final class ForwardedHeaders {
    /// Longer than any value that means something to an upstream.
    private static final int LONGEST_SENT = 8 * 1024;

    /// What an answer may add to the relay's own fields, names counted twice, since web pages are
    /// told them as well: a function URL takes 8 KB of them all.
    private static final int MOST_RETURNED = 3 * 1024;

    private static final Set<String> SENT =
            Set.of(
                    "accept",
                    "accept-language",
                    "content-type",
                    "conversation-id",
                    "conversation_id",
                    "idempotency-key",
                    "openai-beta",
                    "originator",
                    "session-id",
                    "session_id",
                    "thread-id",
                    "thread_id",
                    "user-agent",
                    "version",
                    "x-app",
                    "x-client-request-id",
                    "x-responsesapi-include-timing-metrics");
    private static final Set<String> SENT_PREFIXES =
            Set.of("anthropic-", "x-claude-", "x-codex-", "x-openai-", "x-stainless-");

    /// Parts of names that make them credentials, or the choice of an account.
    private static final Set<String> PRIVATE =
            Set.of(
                    "account",
                    "attestation",
                    "auth",
                    "authorization",
                    "cookie",
                    "credential",
                    "credentials",
                    "key",
                    "organization",
                    "password",
                    "project",
                    "secret",
                    "token",
                    "workspace");

    private static final Set<String> RETURNED =
            Set.of(
                    "openai-model",
                    "openai-processing-ms",
                    "openai-version",
                    "session-id",
                    "session_id",
                    "thread-id",
                    "thread_id",
                    "x-openai-model",
                    "x-reasoning-included");
    private static final Set<String> RETURNED_PREFIXES = Set.of("x-claude-", "x-codex-");

    /// Parts of names that tell of an account's limits and balance.
    private static final Set<String> OF_ACCOUNT =
            Set.of(
                    "balance",
                    "credits",
                    "limit",
                    "limits",
                    "percent",
                    "plan",
                    "primary",
                    "promo",
                    "ratelimit",
                    "reset",
                    "secondary",
                    "unlimited",
                    "usage",
                    "used",
                    "window");

    private ForwardedHeaders() {}

    /// The fields to send on, with an answer asked for in plain bytes so that it can pass through
    /// as it is.
    public static Headers.Builder of(Headers client) {
        Set<String> hopByHop = nominated(client);
        var forwarded = Headers.builder();
        client.forEach((name, value) -> {
            if (isSent(name)
                    && !hopByHop.contains(name)
                    && value.length() <= LONGEST_SENT
                    && Headers.isPrintable(value)
                    && !KeyText.isWithin(value)) {
                forwarded.set(name, value);
            }
        });
        return forwarded.set("accept-encoding", "identity");
    }

    /// Adds to an answer's fields those of its upstream that are the client's.
    public static Headers.Builder returned(Headers.Builder answer, Headers upstream) {
        var room = new int[] {MOST_RETURNED};
        upstream.forEach((name, value) -> {
            int size = 2 * name.length() + value.length();
            if (isReturned(name) && Headers.isPrintable(value) && size <= room[0]) {
                room[0] -= size;
                answer.set(name, value);
            }
        });
        return answer;
    }

    private static boolean isSent(String name) {
        return SENT.contains(name) || (begins(name, SENT_PREFIXES) && !holds(name, PRIVATE));
    }

    private static boolean isReturned(String name) {
        return RETURNED.contains(name)
                || (begins(name, RETURNED_PREFIXES)
                        && !holds(name, PRIVATE)
                        && !holds(name, OF_ACCOUNT));
    }

    private static boolean begins(String name, Set<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private static boolean holds(String name, Set<String> words) {
        return Arrays.stream(name.split("[-_]")).anyMatch(words::contains);
    }

    /// Fields that the client meant for this connection only:
    /// https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1 (read 2026-11-27).
    private static Set<String> nominated(Headers client) {
        return client.first("connection").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
