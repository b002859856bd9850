package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.airelay.json.JsonScan;

/// How long a Messages request may have its prompt cached: `cache_control`, anywhere in the body,
/// has a `ttl` of `5m`, which is meant when there is none, or `1h`. Source:
/// https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/resources/beta/messages/messages.ts
/// (read 2026-11-27).
final class CacheLife {
    private static final byte[] TTL = "ttl".getBytes(US_ASCII);
    private static final byte[] FIVE_MINUTES = "\"5m\"".getBytes(US_ASCII);

    private boolean hour;

    private CacheLife() {}

    /// Whether anything is, or may be, a `ttl` other than five minutes; a name that is written with
    /// escapes may be one.
    static boolean mayBeAnHour(byte[] body) {
        var life = new CacheLife();
        var _ = JsonScan.members(body, 0, body.length, life::member);
        return life.hour;
    }

    private void member(byte[] text, int nameFrom, int nameTo, int valueFrom, int depth) {
        boolean ttl = JsonScan.is(text, nameFrom, nameTo, TTL) || isEscaped(text, nameFrom, nameTo);
        hour |= ttl && !isFiveMinutes(text, valueFrom);
    }

    private static boolean isFiveMinutes(byte[] text, int from) {
        int to = from + FIVE_MINUTES.length;
        return to <= text.length && JsonScan.is(text, from, to, FIVE_MINUTES);
    }

    private static boolean isEscaped(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] == '\\') {
                return true;
            }
        }
        return false;
    }
}
