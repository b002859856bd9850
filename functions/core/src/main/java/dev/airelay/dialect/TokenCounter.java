package dev.airelay.dialect;

import java.util.OptionalLong;

/// Counts tokens by the vocabulary of a model. Safe for use by many threads.
@FunctionalInterface
public interface TokenCounter {
    /// Knows no vocabulary.
    TokenCounter NONE = (_, _) -> OptionalLong.empty();

    /// @return empty when the model's vocabulary is not known
    OptionalLong count(String model, String text);
}
