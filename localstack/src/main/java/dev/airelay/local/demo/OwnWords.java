package dev.airelay.local.demo;

import java.util.List;
import java.util.regex.Pattern;

/// Tells what a person typed from what their program put beside it in the person's name.
///
/// Claude Code wraps its reminders in `<system-reminder>`, Codex its surroundings in
/// `<environment_context>` and the like; both send them as text of the role `user`. Seen in the
/// requests of Claude Code 2.1.332 and Codex 0.171.0 (2026-11-27).
final class OwnWords {
    private static final Pattern REMINDER =
            Pattern.compile("(?s)<system-reminder>.*?(</system-reminder>|\\z)");
    private static final Pattern OPENING = Pattern.compile("<([A-Za-z][\\w-]*+)( [^>]*+)?>");
    private static final Pattern CLOSING = Pattern.compile("</([A-Za-z][\\w-]*+)( [^>]*+)?>");
    private static final List<String> BEGINNINGS =
            List.of(
                    "# AGENTS.md instructions",
                    "[SYSTEM NOTIFICATION",
                    "[Request interrupted",
                    "Caveat: The messages below were generated");

    private OwnWords() {}

    /// Empty when the text is the program's alone.
    static String of(String text) {
        String rest = REMINDER.matcher(text).replaceAll("").strip();
        boolean foreign = wrapped(rest) || BEGINNINGS.stream().anyMatch(rest::startsWith);
        return foreign ? "" : rest;
    }

    /// Looks at the last closing tag alone, so that a text costs its length however many it has.
    private static boolean wrapped(String text) {
        var opening = OPENING.matcher(text);
        int last = text.lastIndexOf("</");
        if (!opening.lookingAt() || last < opening.end()) {
            return false;
        }
        var closing = CLOSING.matcher(text).region(last, text.length());
        return closing.matches() && closing.group(1).equals(opening.group(1));
    }
}
