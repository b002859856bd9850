package dev.airelay.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.secret.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Finds parts of a channel's keys in a text, in capitals or not, and in base 64 or hexadecimal.
/// Immutable; safe for many threads.
final class KeyMask {
    /// So many characters in a row of a key are taken to be a part of it.
    private static final int TELLTALE = 8;

    /// A key that is shorter is a word that protects nothing.
    private static final int SHORTEST = 4;

    private record Form(String text, int telltale) {}

    private final List<Form> forms = new ArrayList<>();

    KeyMask(List<Secret> keys) {
        for (Secret key : keys) {
            String plain = key.reveal();
            if (plain.length() >= SHORTEST) {
                add(plain, TELLTALE);
                add(HexFormat.of().formatHex(plain.getBytes(UTF_8)), 2 * TELLTALE);
                for (int shift = 0; shift < 3; shift++) {
                    base64(plain, shift);
                }
            }
        }
    }

    /// As it looks behind so many other bytes; its first and last characters depend on what
    /// surrounds it.
    private void base64(String plain, int shift) {
        byte[] shifted = (" ".repeat(shift) + plain).getBytes(UTF_8);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        add(text.substring(shift == 0 ? 0 : shift + 1, text.length() - 1), TELLTALE * 4 / 3 + 2);
    }

    private void add(String text, int telltale) {
        String plain = folded(text);
        forms.add(new Form(plain, Math.min(telltale, plain.length())));
    }

    /// Marks what must not be seen.
    void mark(String text, boolean[] hidden) {
        String plain = folded(text);
        for (Form form : forms) {
            for (int i = 0; i + form.telltale <= form.text.length(); i++) {
                String part = form.text.substring(i, i + form.telltale);
                for (int at = plain.indexOf(part); at >= 0; at = plain.indexOf(part, at + 1)) {
                    Arrays.fill(hidden, at, at + form.telltale, true);
                }
            }
        }
    }

    /// In lower case and in the usual alphabet of base 64, of the same length.
    private static String folded(String text) {
        var folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.append(c == '-' ? '+' : c == '_' ? '/' : Character.toLowerCase(c));
        }
        return folded.toString();
    }
}
