package dev.airelay.platform.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.dialect.Vocabulary;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyCounterTest {
    private static final VocabularyCounter COUNTER = new VocabularyCounter();

    /// Counts as OpenAI's own tokenizer gives them:
    /// https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb
    /// (read 2026-11-21).
    @ParameterizedTest
    @CsvSource({
        "O200K_BASE, antidisestablishmentarianism, 6",
        "CL100K_BASE, antidisestablishmentarianism, 6",
        "O200K_BASE, 2 + 2 = 4, 7",
        "CL100K_BASE, 2 + 2 = 4, 7",
        "O200K_BASE, お誕生日おめでとう, 8",
        "CL100K_BASE, お誕生日おめでとう, 9",
    })
    void countsAsTheVendorDoes(Vocabulary vocabulary, String text, long tokens) {
        assertEquals(OptionalLong.of(tokens), COUNTER.count(vocabulary, text));
    }

    @Test
    void wordsThatSteerAModelAreWordsLikeOthers() {
        long tokens = COUNTER.count(Vocabulary.O200K_BASE, "<|endoftext|>").orElseThrow();

        assertTrue(tokens > 1, tokens + " tokens");
    }
}
