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
    private static final Pattern WRAPPED =
            Pattern.compile("(?s)<([A-Za-z][\\w-]*)( [^>]*)?>.*</\\1( [^>]*)?>");
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
        boolean foreign =
                WRAPPED.matcher(rest).matches() || BEGINNINGS.stream().anyMatch(rest::startsWith);
        return foreign ? "" : rest;
    }
}
