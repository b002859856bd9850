package dev.airelay.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/// JSON strings that were accepted before, as Java's.
final class JsonStrings {
    private JsonStrings() {}

    /// @param from the first byte behind the opening quote
    /// @param to the closing quote
    /// @return escapes resolved; half a surrogate pair stays what it is
    static String decoded(byte[] text, int from, int to) {
        int escape = nextEscape(text, from, to);
        if (escape == to) {
            return new String(text, from, to - from, UTF_8);
        }
        var decoded = new StringBuilder(to - from);
        int at = from;
        while (escape < to) {
            decoded.append(new String(text, at, escape - at, UTF_8));
            char letter = (char) text[escape + 1];
            at = escape + 2;
            if (letter == 'u') {
                decoded.append((char) Integer.parseInt(new String(text, at, 4, UTF_8), 16));
                at += 4;
            } else {
                decoded.append(meant(letter));
            }
            escape = nextEscape(text, at, to);
        }
        return decoded.append(new String(text, at, to - at, UTF_8)).toString();
    }

    private static int nextEscape(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != '\\') {
            at++;
        }
        return at;
    }

    private static char meant(char letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> letter;
        };
    }
}
