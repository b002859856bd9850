package dev.airelay.dialect;

import java.util.Arrays;

/// Base64 as it stands in a JSON string: in either alphabet, with escaped slashes
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
    static byte[] decode(byte[] json, int from, int to, int most) {
        byte[] decoded = new byte[Math.min(most, (to - from) / 4 * 3 + 3)];
        int length = 0;
        int bits = 0;
        int held = 0;
        for (int at = from; at < to && length < decoded.length; at++) {
            byte next = json[at];
            if (next == '\\' && at + 1 < to && json[at + 1] == '/') {
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
