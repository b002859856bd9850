package dev.airelay.local.server;

import java.util.Locale;

/// One field of a head or a trailer section.
///
/// Lines that begin with blanks (the obsolete folding) and blanks before the colon are refused.
/// Source: https://www.rfc-editor.org/rfc/rfc9112.html#section-5 (read 2026-11-27).
///
/// @param name in lower case
/// @param value without blanks around it
record FieldLine(String name, String value) {
    private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

    static FieldLine of(String line) throws RefusedException {
        int colon = line.indexOf(':');
        if (colon < 0 || !isToken(line.substring(0, colon))) {
            throw RefusedException.malformed("A header field has no proper name.");
        }
        return new FieldLine(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                trimmed(line.substring(colon + 1)));
    }

    /// Without spaces and tabs around it, the only blanks that the protocol knows.
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isToken(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && !(c >= '0' && c <= '9') && TOKEN_SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
