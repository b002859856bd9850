package dev.airelay.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Walks a JSON text once and names its members, without allocating and without judging whether the
/// text is valid.
///
/// Made for the frames of a stream, which are many and small: whoever needs a value in full parses
/// it properly, after the walk has told that it is there. Malformed text ends the walk early or
/// names members that make no sense; it never throws and never reads outside the range.
public final class JsonScan {
    private JsonScan() {}

    /// Sees each member of each object, parents before children.
    @FunctionalInterface
    public interface Visitor {
        /// @param nameFrom first byte of the name, behind its quote; escapes in names are not
        ///   resolved
        /// @param nameTo the name's closing quote
        /// @param valueFrom first byte of the value
        /// @param depth 1 for members of the outermost object; arrays count as a level too
        void member(byte[] text, int nameFrom, int nameTo, int valueFrom, int depth);
    }

    /// @return whether the brackets and quotes of the text make one value; what lies between them
    ///   is not looked at. A text that was cut off is never one
    public static boolean members(byte[] text, int from, int to, Visitor visitor) {
        int depth = 0;
        int at = from;
        while (at < to) {
            switch (text[at]) {
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                    if (depth <= 0) {
                        return depth == 0 && skipBlanks(text, at, to) == to;
                    }
                }
                case '"' -> {
                    int close = stringEnd(text, at, to);
                    int next = skipBlanks(text, close + 1, to);
                    if (next < to && text[next] == ':') {
                        int value = skipBlanks(text, next + 1, to);
                        if (value < to) {
                            visitor.member(text, at + 1, close, value, depth);
                        }
                        at = value;
                    } else {
                        at = next;
                    }
                }
                default -> at++;
            }
        }
        return false;
    }

    /// Where the string that opens at `quote` closes; `to` when it does not.
    public static int stringEnd(byte[] text, int quote, int to) {
        int at = quote + 1;
        while (at < to && text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, to);
    }

    /// The content of a string, its escapes resolved.
    ///
    /// @param from behind the opening quote
    /// @param to the closing quote
    /// @return what stands there if it is no valid string
    public static String text(byte[] text, int from, int to) {
        var raw = new String(text, from, to - from, StandardCharsets.UTF_8);
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        try (JsonParser parser = JsonObject.JSON.createParser('"' + raw + '"')) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException _) {
            return raw;
        }
    }

    /// How many bytes the string value at `from` holds between its quotes, escapes unresolved; zero
    /// for other values.
    public static int stringLength(byte[] text, int from, int to) {
        return from < to && text[from] == '"' ? stringEnd(text, from, to) - from - 1 : 0;
    }

    /// Whether the value at `from` is this string, as it is written.
    public static boolean isString(byte[] text, int from, byte[] expected) {
        int quote = from + 1 + expected.length;
        return quote < text.length
                && text[from] == '"'
                && text[quote] == '"'
                && is(text, from + 1, quote, expected);
    }

    /// The digits at `from` as a number, 15 at most; zero when there are none.
    public static long wholeNumber(byte[] text, int from) {
        long value = 0;
        for (int at = from;
                at < text.length && text[at] >= '0' && text[at] <= '9' && at - from < 15;
                at++) {
            value = value * 10 + text[at] - '0';
        }
        return value;
    }

    /// As [#members], for a whole text.
    ///
    /// @return whether it is one object and nothing else, as far as that can tell
    public static boolean object(byte[] text, Visitor visitor) {
        int first = skipBlanks(text, 0, text.length);
        return first < text.length
                && text[first] == '{'
                && members(text, first, text.length, visitor);
    }

    /// Where the value at `from` ends, of a text that was found to be JSON before.
    public static int valueEnd(byte[] text, int from, int to) {
        if (from < to && text[from] == '"') {
            return Math.min(stringEnd(text, from, to) + 1, to);
        }
        int depth = 0;
        int at = from;
        while (at < to) {
            switch (text[at]) {
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case '"' -> at = stringEnd(text, at, to);
                default -> {}
            }
            boolean over = depth <= 0 && (at + 1 == to || ends(text[at + 1]));
            at++;
            if (over) {
                return Math.min(at, to);
            }
        }
        return to;
    }

    private static boolean ends(byte next) {
        return next == ','
                || next == '}'
                || next == ']'
                || next == ' '
                || next == '\n'
                || next == '\t'
                || next == '\r';
    }

    /// Whether the value at `from` is an array with nothing in it.
    public static boolean isEmptyArray(byte[] text, int from, int to) {
        int inside = skipBlanks(text, from + 1, to);
        return from < to && text[from] == '[' && inside < to && text[inside] == ']';
    }

    /// Whether the value at `from` is anything but null, false or an empty text.
    public static boolean saysAnything(byte[] text, int from) {
        byte value = text[from];
        boolean empty = value == '"' && stringLength(text, from, text.length) == 0;
        return value != 'n' && value != 'f' && !empty;
    }

    /// Whether the bytes of a range are exactly these.
    public static boolean is(byte[] text, int from, int to, byte[] expected) {
        if (to - from != expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (text[from + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /// Where the first byte that is no blank is; `to` when all are.
    public static int skipBlanks(byte[] text, int from, int to) {
        int at = from;
        while (at < to && isBlank(text[at])) {
            at++;
        }
        return at;
    }

    /// Behind the last byte that is no blank; `from` when all are.
    public static int trimBlanks(byte[] text, int from, int to) {
        int end = to;
        while (end > from && isBlank(text[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(byte value) {
        return value == ' ' || value == '\n' || value == '\t' || value == '\r';
    }
}
