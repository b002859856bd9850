package dev.airelay.dialect;

import java.util.OptionalLong;

/// Counts the tokens of short texts by published vocabularies. Safe for use by many threads.
@FunctionalInterface
public interface TokenCounter {
    /// Has no vocabulary.
    TokenCounter NONE = (_, _) -> OptionalLong.empty();

    /// @param text some hundred characters: the time that a vocabulary takes grows with the square
    ///   of runs without blanks
    /// @return empty when the vocabulary is not at hand
    OptionalLong count(Vocabulary vocabulary, String text);
}
