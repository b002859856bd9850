package dev.airelay.house;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which room of the core may know which. A new arrow is a decision, and is made here; a room knows
/// only rooms that are listed above it, so there are no circles.
final class CoreRooms {
    private static final Map<String, List<String>> ROOMS = new LinkedHashMap<>();

    static {
        room("time");
        room("money");
        room("http");
        room("json");
        room("media");
        room("coding");
        room("hash");
        room("guess");
        room("limit", "money");
        room("secret");
        room("sse", "json");
        room("usage", "money");
        room("health");
        room("failure", "limit", "money");
        room("memory", "failure");
        room("access", "failure", "http", "limit", "memory", "secret", "time");
        room("identity", "access", "failure", "guess", "limit", "secret");
        room("account", "failure", "memory", "money", "usage");
        room("catalog", "failure", "memory");
        room("upstream", "coding", "failure", "http", "json", "memory", "secret");
        room("quota", "access", "account", "failure", "health", "limit", "money");
        room("verdict", "failure", "http", "json", "secret", "upstream");
        room("pricing", "account", "money", "usage");
        room("routing", "catalog", "hash", "health", "pricing", "upstream", "usage");
        room("folding", "account", "failure", "money", "quota", "usage");
        room("giftcard", "access", "account", "guess", "money", "secret");
        room(
                "dialect",
                "access",
                "failure",
                "hash",
                "http",
                "json",
                "limit",
                "media",
                "secret",
                "sse",
                "upstream",
                "usage");
        room(
                "dialect.anthropic",
                "dialect",
                "failure",
                "http",
                "json",
                "limit",
                "secret",
                "sse",
                "upstream",
                "usage");
        room(
                "dialect.openaichat",
                "dialect",
                "failure",
                "http",
                "json",
                "secret",
                "sse",
                "upstream",
                "usage");
        room(
                "dialect.openairesponses",
                "dialect",
                "failure",
                "http",
                "json",
                "secret",
                "sse",
                "upstream",
                "usage");
        room(
                "probing",
                "access",
                "dialect",
                "dialect.anthropic",
                "dialect.openaichat",
                "failure",
                "health",
                "http",
                "json",
                "secret",
                "sse",
                "time",
                "upstream",
                "verdict");
        room(
                "attempt",
                "dialect",
                "failure",
                "health",
                "http",
                "money",
                "pricing",
                "routing",
                "secret",
                "sse",
                "time",
                "upstream",
                "usage",
                "verdict",
                "json");
        room(
                "relaying",
                "access",
                "attempt",
                "coding",
                "dialect",
                "dialect.anthropic",
                "dialect.openaichat",
                "dialect.openairesponses",
                "failure",
                "health",
                "http",
                "limit",
                "money",
                "pricing",
                "quota",
                "routing",
                "secret",
                "time",
                "upstream",
                "usage",
                "json");
    }

    private CoreRooms() {}

    private static void room(String name, String... known) {
        for (String other : known) {
            if (!ROOMS.containsKey(other)) {
                throw new IllegalArgumentException(name + " may not know " + other + " below it");
            }
        }
        ROOMS.put(name, List.of(known));
    }

    /// From the lowest to the highest, with those that each may know.
    static Map<String, List<String>> all() {
        return ROOMS;
    }
}
