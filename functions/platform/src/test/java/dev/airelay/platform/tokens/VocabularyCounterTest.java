package dev.airelay.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyCounterTest {
    private static final VocabularyCounter COUNTER = new VocabularyCounter();

    /// Counts as OpenAI's own tokenizer gives them:
    /// https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb
    /// (read 2026-11-21).
    @ParameterizedTest
    @CsvSource({
        "gpt-4o, antidisestablishmentarianism, 6",
        "gpt-4, antidisestablishmentarianism, 6",
        "gpt-4o, 2 + 2 = 4, 7",
        "gpt-4, 2 + 2 = 4, 7",
        "gpt-4o, お誕生日おめでとう, 8",
        "gpt-4, お誕生日おめでとう, 9",
    })
    void countsAsTheVendorDoes(String model, String text, long tokens) {
        assertEquals(OptionalLong.of(tokens), COUNTER.count(model, text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-5",
                "gpt-5.1-codex",
                "gpt-5-mini-2025-08-07",
                "o3-mini",
                "gpt-4.1-nano",
                "o1"
            })
    void newerModelsHaveTheLargerVocabulary(String model) {
        assertEquals(OptionalLong.of(8), COUNTER.count(model, "お誕生日おめでとう"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-opus-5", "o30", "gpt-50", "demo-large", "", "gpt"})
    void unknownModelsHaveNone(String model) {
        assertEquals(OptionalLong.empty(), COUNTER.count(model, "hello"));
    }

    @Test
    void wordsThatSteerAModelAreWordsLikeOthers() {
        assertEquals(true, COUNTER.count("gpt-4o", "<|endoftext|>").orElseThrow() > 1);
    }
}
