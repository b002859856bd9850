package dev.airelay.dialect;

import java.util.Arrays;

/// Base64 as it stands in a JSON string: in either alphabet, in lines or in one
/// (https://www.rfc-editor.org/rfc/rfc4648, read 2026-11-27).
final class Base64Text {
    private static final byte[] VALUES = values();

    private Base64Text() {}

    static boolean isDigit(byte character) {
        return character >= 0 && (VALUES[character] >= 0 || character == '=');
    }

    /// Decodes until there are enough bytes or the text is no base64 any more.
    ///
    /// @param most how many bytes are enough
    static byte[] decode(byte[] plain, int from, int to, int most) {
        byte[] decoded = new byte[Math.min(most, (to - from) / 4 * 3 + 3)];
        int length = 0;
        int bits = 0;
        int held = 0;
        for (int at = from; at < to && length < decoded.length; at++) {
            byte next = plain[at];
            if (isBlank(next)) {
                continue;
            }
            if (next < 0 || VALUES[next] < 0) {
                break;
            }
            held = (held << 6) | VALUES[next];
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                decoded[length++] = (byte) (held >> bits);
            }
        }
        return Arrays.copyOf(decoded, length);
    }

    /// Whether all is base64, so that decoding ends where the text does.
    static boolean isWhole(byte[] plain, int from, int to) {
        int at = from;
        while (at < to && plain[at] != '=' && (isDigit(plain[at]) || isBlank(plain[at]))) {
            at++;
        }
        while (at < to && (plain[at] == '=' || isBlank(plain[at]))) {
            at++;
        }
        return at >= to;
    }

    /// The content of a JSON string, its escapes resolved as far as base64 or the beginning of a
    /// URL can need them; a character beyond ASCII is none of both.
    static byte[] plain(byte[] json, int from, int to) {
        byte[] plain = new byte[Math.max(0, to - from)];
        int length = 0;
        int at = from;
        while (at < to) {
            byte next = json[at++];
            if (next == '\\' && at < to) {
                next = json[at++];
                if (next == 'u') {
                    next = escaped(json, at, to);
                    at += 4;
                } else if ("bfnrt".indexOf(next) >= 0) {
                    next = ' ';
                }
            }
            plain[length++] = next;
        }
        return Arrays.copyOf(plain, length);
    }

    private static byte escaped(byte[] json, int from, int to) {
        int value = 0;
        for (int at = from; at < Math.min(to, from + 4); at++) {
            value = (value << 4) | (Character.digit(json[at], 16) & 0xF);
        }
        return (byte) (value < 128 ? value : -1);
    }

    private static boolean isBlank(byte character) {
        return character >= 0 && character <= ' ';
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        String digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int value = 0; value < 64; value++) {
            values[digits.charAt(value)] = (byte) value;
        }
        values['-'] = values['+'];
        values['_'] = values['/'];
        return values;
    }
}
