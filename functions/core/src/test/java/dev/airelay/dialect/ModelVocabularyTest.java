package dev.airelay.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelVocabularyTest {
    /// Every character is a token.
    private static final TokenCounter BY_LETTER = (_, text) -> OptionalLong.of(text.length());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gpt-5",
                "gpt-5.1-codex",
                "gpt-5-mini-2025-08-07",
                "o3-mini",
                "gpt-4.1-nano",
                "o1",
                "openai/gpt-4o",
                "ft:gpt-4o-mini-2024-07-18:acme::x",
                "openai/gpt-oss-120b"
            })
    void newerModelsOfOpenAiHaveTheLargerVocabulary(String model) {
        var counted = ModelVocabulary.of(model);

        assertEquals(Vocabulary.O200K_BASE, counted.vocabulary());
        assertEquals(OptionalLong.of(300), counted.hundredths(BY_LETTER, "123"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4", "gpt-4-turbo", "gpt-3.5-turbo", "text-embedding-3-large"})
    void olderModelsOfOpenAiHaveTheSmallerOne(String model) {
        assertEquals(Vocabulary.CL100K_BASE, ModelVocabulary.of(model).vocabulary());
        assertEquals(100, ModelVocabulary.of(model).percent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-opus-5", "anthropic/claude-3.5-haiku", "eu.anthropic.claude-x"})
    void claudeMakesHalfAsMuchMore(String model) {
        assertEquals(
                OptionalLong.of(750), ModelVocabulary.of(model).hundredths(BY_LETTER, "hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen3-max", "o30", "gpt-50", "demo-large", "", "gpt"})
    void othersMakeAQuarterMoreAndSpellNumbers(String model) {
        var counted = ModelVocabulary.of(model);

        assertEquals(OptionalLong.of(625), counted.hundredths(BY_LETTER, "hello"));
        assertEquals(OptionalLong.of(576), counted.hundredths(BY_LETTER, "123"));
    }

    @Test
    void eightCharactersOfUnknownVocabulariesAreATokenAtLeast() {
        TokenCounter one = (_, _) -> OptionalLong.of(1);

        assertEquals(
                OptionalLong.of(1_000),
                ModelVocabulary.of("gemini-3-pro").hundredths(one, " ".repeat(80)));
    }

    @Test
    void withoutAVocabularyNothingIsCounted() {
        assertEquals(
                OptionalLong.empty(),
                ModelVocabulary.of("gpt-5").hundredths(TokenCounter.NONE, "hello"));
    }
}
