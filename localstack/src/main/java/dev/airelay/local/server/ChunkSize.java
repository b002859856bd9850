package dev.airelay.local.server;

import java.util.regex.Pattern;

/// How long a chunk is, from its first line: hexadecimal digits, and behind them maybe extensions,
/// which have no meaning here.
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112.html#section-7.1 and 7.1.1 (read 2026-11-27).
///
/// @param bytes of data; 0 is the last chunk
/// @param extensions how many bytes of the line said nothing about the size
record ChunkSize(long bytes, int extensions) {
    static final int MOST_DIGITS = 16;

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
    private static final Pattern EXTENSIONS =
            Pattern.compile(
                    "(?:[ \t]*+;[ \t]*+"
                            + TOKEN
                            + "(?:[ \t]*+=[ \t]*+(?:"
                            + TOKEN
                            + "|\"(?:[^\"\\\\]++|\\\\.)*+\"))?+)*+");

    static ChunkSize of(String line) throws RefusedException {
        int digits = 0;
        while (digits < line.length() && Character.digit(line.charAt(digits), 16) >= 0) {
            digits++;
        }
        boolean sound = EXTENSIONS.matcher(line).region(digits, line.length()).matches();
        if (digits == 0 || digits > MOST_DIGITS || !sound) {
            throw RefusedException.malformed("A chunk has no proper size.");
        }
        long bytes = Long.parseUnsignedLong(line.substring(0, digits), 16);
        if (bytes < 0) {
            throw RefusedException.malformed("A chunk has no proper size.");
        }
        return new ChunkSize(bytes, line.length() - digits);
    }
}
