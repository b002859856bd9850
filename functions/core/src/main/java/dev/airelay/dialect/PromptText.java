package dev.airelay.dialect;

import dev.airelay.json.JsonScan;

/// All text of a request that a model may be shown, put together in UTF-8 as it is found: each
/// piece on a line, JSON's escapes resolved. One thread at a time.
final class PromptText {
    private final byte[] text;
    private int length;
    private int escapes;

    /// @param bodyBytes of the request, whose pieces never take more room than they took in it
    PromptText(int bodyBytes) {
        text = new byte[bodyBytes + 1];
    }

    byte[] bytes() {
        return text;
    }

    int length() {
        return length;
    }

    /// How many characters had to be escaped in what is shown as JSON, and cost about half a token
    /// more there than by themselves.
    int escapesShown() {
        return escapes;
    }

    /// Bytes as they are.
    void add(byte[] bytes, int from, int to) {
        copy(bytes, from, to);
        put('\n');
    }

    /// The content of a JSON string.
    ///
    /// @param from behind its opening quote
    /// @param to its closing quote
    void addString(byte[] json, int from, int to) {
        unescape(json, from, to);
        put('\n');
    }

    /// A value that a model is shown as JSON, such as the input of a tool; without the blanks
    /// around its members.
    ///
    /// @return where it ends
    int addValue(byte[] json, int from) {
        int depth = 0;
        int at = from;
        while (at < json.length) {
            byte next = json[at];
            if (next == '"') {
                int close = JsonScan.stringEnd(json, at, json.length);
                put('"');
                escapes += unescape(json, at + 1, close);
                put('"');
                at = close + 1;
            } else if (depth == 0 && (next == ',' || next == '}' || next == ']')) {
                break;
            } else {
                depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
                if (next > ' ') {
                    put(next);
                }
                at++;
            }
        }
        put('\n');
        return at;
    }

    private int unescape(byte[] json, int from, int to) {
        int found = 0;
        int at = from;
        while (at < to) {
            int plain = at;
            while (plain < to && json[plain] != '\\') {
                plain++;
            }
            copy(json, at, plain);
            at = plain;
            if (at < to) {
                at = escape(json, at + 1, to);
                found++;
            }
        }
        return found;
    }

    private int escape(byte[] json, int at, int to) {
        if (at >= to) {
            return to;
        }
        if (json[at] == 'u') {
            return unicode(json, at + 1, to);
        }
        put(
                switch (json[at]) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    default -> json[at];
                });
        return at + 1;
    }

    private int unicode(byte[] json, int at, int to) {
        int code = unit(json, at, to);
        int end = Math.min(to, at + 4);
        if (Character.isHighSurrogate((char) code)
                && end + 1 < to
                && json[end] == '\\'
                && json[end + 1] == 'u') {
            int low = unit(json, end + 2, to);
            if (Character.isLowSurrogate((char) low)) {
                put(Character.toCodePoint((char) code, (char) low), 4);
                return Math.min(to, end + 6);
            }
        }
        put(code, code < 0x80 ? 1 : code < 0x800 ? 2 : 3);
        return end;
    }

    private static int unit(byte[] json, int at, int to) {
        int unit = 0;
        for (int i = at; i < Math.min(to, at + 4); i++) {
            unit = (unit << 4) | (Character.digit(json[i], 16) & 0xF);
        }
        return unit;
    }

    private void put(int code, int bytes) {
        if (bytes == 1) {
            put(code);
            return;
        }
        put((0xF00 >> bytes) | (code >> (6 * (bytes - 1))));
        for (int rest = bytes - 2; rest >= 0; rest--) {
            put(0x80 | ((code >> (6 * rest)) & 0x3F));
        }
    }

    private void put(int next) {
        if (length < text.length) {
            text[length++] = (byte) next;
        }
    }

    private void copy(byte[] bytes, int from, int to) {
        int count = Math.min(to - from, text.length - length);
        System.arraycopy(bytes, from, text, length, count);
        length += count;
    }
}
