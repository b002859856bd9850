package dev.airelay.local.server;

/// How long a chunk is, from its first line: hexadecimal digits, and behind them maybe extensions.
///
/// Source: https://www.rfc-editor.org/rfc/rfc9112.html#section-7.1 (read 2026-11-27).
///
/// @param bytes of data; 0 is the last chunk
/// @param extensions how many bytes of the line said nothing about the size
record ChunkSize(long bytes, int extensions) {
    static final int MOST_DIGITS = 16;

    static ChunkSize of(String line) throws RefusedException {
        int digits = 0;
        while (digits < line.length() && Character.digit(line.charAt(digits), 16) >= 0) {
            digits++;
        }
        String rest = FieldLine.trimmed(line.substring(digits));
        if (digits == 0 || digits > MOST_DIGITS || !(rest.isEmpty() || rest.startsWith(";"))) {
            throw RefusedException.malformed("A chunk has no proper size.");
        }
        long bytes = Long.parseUnsignedLong(line.substring(0, digits), 16);
        if (bytes < 0) {
            throw RefusedException.malformed("A chunk has no proper size.");
        }
        return new ChunkSize(bytes, line.length() - digits);
    }
}
