package dev.airelay.json;

import com.fasterxml.jackson.core.JsonToken;

/// Goes through a JSON text in UTF-8 and accepts what https://www.rfc-editor.org/rfc/rfc8259 (read
/// 2026-11-27) calls one, value by value.
///
/// It keeps nothing: no names, no texts, no tables, so what a text holds cannot make it slow or
/// large. A byte costs about a nanosecond, whatever it is. Every method throws [NotJsonException]
/// for what is no JSON. One thread.
final class JsonWalk {
    /// Levels of objects and arrays.
    static final int MOST_DEPTH = 1_000;

    /// Characters of a number; the longest that mean anything are below 400.
    static final int MOST_NUMBER = 1_000;

    private static final byte PLAIN = 0;
    private static final byte ENDS = 1;
    private static final byte ESCAPES = 2;
    private static final byte LEADS = 3;
    private static final byte REFUSED = 4;
    private static final byte[] KINDS = kinds();

    private final byte[] text;
    private final int to;
    private final long[] objects = new long[MOST_DEPTH / Long.SIZE + 1];
    private int at;

    JsonWalk(byte[] text, int from, int to) {
        this.text = text;
        this.to = to;
        this.at = from;
    }

    /// Where the next byte is.
    int at() {
        return at;
    }

    /// Goes behind blanks.
    ///
    /// @return whether they were the last
    boolean atEnd() {
        while (at < to
                && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
            at++;
        }
        return at == to;
    }

    /// Goes behind blanks, and behind the byte that follows them if it is this one.
    boolean took(char expected) {
        if (atEnd() || text[at] != expected) {
            return false;
        }
        at++;
        return true;
    }

    /// Goes behind a member's name and its colon.
    ///
    /// @return the byte behind the name's closing quote
    int name() {
        if (atEnd() || text[at] != '"') {
            throw invalid();
        }
        string();
        int end = at;
        if (!took(':')) {
            throw invalid();
        }
        return end;
    }

    /// What the next value is; goes behind blanks only.
    JsonToken kind() {
        if (atEnd()) {
            throw invalid();
        }
        return switch (text[at]) {
            case '{' -> JsonToken.START_OBJECT;
            case '[' -> JsonToken.START_ARRAY;
            case '"' -> JsonToken.VALUE_STRING;
            case 't' -> JsonToken.VALUE_TRUE;
            case 'f' -> JsonToken.VALUE_FALSE;
            case 'n' -> JsonToken.VALUE_NULL;
            default -> JsonToken.VALUE_NUMBER_INT;
        };
    }

    /// Goes behind a whole value.
    ///
    /// @param above how many levels it is in already
    /// @return what it is
    JsonToken value(int above) {
        JsonToken kind = kind();
        int depth = above;
        while (true) {
            boolean opened = false;
            switch (text[at]) {
                case '{', '[' -> {
                    open(depth++);
                    opened = true;
                }
                case '"' -> string();
                case 't' -> literal("true");
                case 'f' -> literal("false");
                case 'n' -> literal("null");
                default -> {
                    if (number() && kind == JsonToken.VALUE_NUMBER_INT) {
                        kind = JsonToken.VALUE_NUMBER_FLOAT;
                    }
                }
            }
            depth = close(depth, above, opened);
            if (depth == above) {
                return kind;
            }
            if (inObject(depth - 1)) {
                var _ = name();
            }
            if (atEnd()) {
                throw invalid();
            }
        }
    }

    private void open(int depth) {
        if (depth >= MOST_DEPTH) {
            throw new NotJsonException("The body is nested more than 1,000 deep.");
        }
        if (text[at++] == '{') {
            objects[depth >> 6] |= 1L << depth;
        } else {
            objects[depth >> 6] &= ~(1L << depth);
        }
    }

    private boolean inObject(int depth) {
        return (objects[depth >> 6] & (1L << depth)) != 0;
    }

    /// Closes what ends behind a value, up to the comma before the next one.
    private int close(int depth, int above, boolean opened) {
        int left = depth;
        boolean empty = opened;
        while (left > above) {
            if (took(inObject(left - 1) ? '}' : ']')) {
                left--;
            } else if (empty || took(',')) {
                return left;
            } else {
                throw invalid();
            }
            empty = false;
        }
        return left;
    }

    /// Goes behind a string, the next byte being its quote.
    void string() {
        at++;
        while (at < to) {
            byte next = text[at];
            switch (KINDS[next & 0xff]) {
                case PLAIN -> at++;
                case ENDS -> {
                    at++;
                    return;
                }
                case ESCAPES -> escape();
                case LEADS -> sequence(next & 0xff);
                default -> throw invalid();
            }
        }
        throw invalid();
    }

    private void escape() {
        byte letter = at + 1 < to ? text[at + 1] : 0;
        at += 2;
        switch (letter) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {}
            case 'u' -> {
                for (int digit = 0; digit < 4; digit++) {
                    if (at >= to || Character.digit(text[at++], 16) < 0) {
                        throw invalid();
                    }
                }
            }
            default -> throw invalid();
        }
    }

    /// One character of several bytes, in its shortest form and no surrogate:
    /// https://www.rfc-editor.org/rfc/rfc3629#section-4 (read 2026-11-27).
    private void sequence(int lead) {
        int second = at + 1 < to ? text[at + 1] & 0xff : 0;
        boolean clear =
                switch (lead) {
                    case 0xE0 -> second >= 0xA0 && second <= 0xBF;
                    case 0xED -> second >= 0x80 && second <= 0x9F;
                    case 0xF0 -> second >= 0x90 && second <= 0xBF;
                    case 0xF4 -> second >= 0x80 && second <= 0x8F;
                    default -> second >= 0x80 && second <= 0xBF;
                };
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (!clear || at + length > to) {
            throw invalid();
        }
        for (int i = 2; i < length; i++) {
            if ((text[at + i] & 0xC0) != 0x80) {
                throw invalid();
            }
        }
        at += length;
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= to || text[at++] != word.charAt(i)) {
                throw invalid();
            }
        }
    }

    /// @return whether it has a fraction or an exponent
    private boolean number() {
        int from = at;
        if (text[at] == '-') {
            at++;
        }
        if (at < to && text[at] == '0') {
            at++;
        } else {
            digits();
        }
        boolean fraction = at < to && text[at] == '.';
        if (fraction) {
            at++;
            digits();
        }
        boolean exponent = at < to && (text[at] == 'e' || text[at] == 'E');
        if (exponent) {
            at++;
            if (at < to && (text[at] == '+' || text[at] == '-')) {
                at++;
            }
            digits();
        }
        if (at - from > MOST_NUMBER) {
            throw new NotJsonException("A number has more than 1,000 digits.");
        }
        return fraction || exponent;
    }

    private void digits() {
        int from = at;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        if (at == from) {
            throw invalid();
        }
    }

    private static NotJsonException invalid() {
        return new NotJsonException("The body is not valid JSON.");
    }

    private static byte[] kinds() {
        var kinds = new byte[256];
        for (int b = 0; b < kinds.length; b++) {
            boolean leads = b >= 0xC2 && b <= 0xF4;
            kinds[b] = b >= ' ' && b < 0x80 ? PLAIN : leads ? LEADS : REFUSED;
        }
        kinds['"'] = ENDS;
        kinds['\\'] = ESCAPES;
        return kinds;
    }
}
