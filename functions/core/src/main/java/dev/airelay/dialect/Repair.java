package dev.airelay.dialect;

import java.util.List;
import java.util.Locale;

/// Something that the relay adds to a request of its own accord, and can leave out for an upstream
/// that refuses it.
///
/// @param name in logs and records: few distinct ones
/// @param words by which an upstream that refuses it names it, in lower case
public record Repair(String name, List<String> words) {
    public Repair {
        words = List.copyOf(words);
    }

    /// Whether an upstream's words about its failure name it.
    public boolean isNamedIn(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(lower::contains);
    }
}
