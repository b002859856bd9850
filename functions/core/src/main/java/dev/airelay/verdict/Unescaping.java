package dev.airelay.verdict;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes off what hides characters: escapes of JSON within JSON, of URLs and of HTML, and
/// characters that nobody sees.
final class Unescaping {
    private static final int MOST_LAYERS = 3;
    private static final Pattern ESCAPE =
            Pattern.compile(
                    "\\\\{1,8}+u([0-9a-fA-F]{4})|%([0-9a-fA-F]{2})|&#(\\d{2,5});|&#x([0-9a-fA-F]{2,4});|\\\\{1,8}+([/\"])");
    private static final Pattern UNSEEN =
            Pattern.compile(
                    "[\\u00AD\\u034F\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFE00-\\uFE0F\\uFEFF]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]+");

    private Unescaping() {}

    static String off(String text) {
        String plain = text;
        for (int layer = 0; layer < MOST_LAYERS; layer++) {
            plain = ESCAPE.matcher(plain).replaceAll(Unescaping::character);
        }
        return seen(plain);
    }

    /// On one line, without characters that nobody sees.
    static String seen(String text) {
        return CONTROL.matcher(UNSEEN.matcher(text).replaceAll("")).replaceAll(" ").strip();
    }

    private static String character(MatchResult escape) {
        int code;
        if (escape.group(1) != null) {
            code = Integer.parseInt(escape.group(1), 16);
        } else if (escape.group(2) != null) {
            code = Integer.parseInt(escape.group(2), 16);
        } else if (escape.group(3) != null) {
            code = Integer.parseInt(escape.group(3));
        } else if (escape.group(4) != null) {
            code = Integer.parseInt(escape.group(4), 16);
        } else {
            return Matcher.quoteReplacement(escape.group(5));
        }
        return Matcher.quoteReplacement(code > 0xFFFF ? "" : Character.toString((char) code));
    }
}
