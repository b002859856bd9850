package dev.airelay.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelImagesTest {
    /// The examples of https://platform.openai.com/docs/guides/images-vision and
    /// https://platform.claude.com/docs/en/build-with-claude/vision (read 2026-11-27).
    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 1024, 1024, high, 765",
        "gpt-4o, 2048, 4096, high, 1105",
        "gpt-4o, 4096, 8192, low, 85",
        "gpt-4o-mini, 512, 512, '', 8500",
        "gpt-5, 1024, 1024, '', 630",
        "o3, 512, 512, auto, 225",
        "gpt-4.1-mini, 1024, 1024, high, 1659",
        "gpt-4.1-mini, 1024, 1024, low, 1659",
        "gpt-5.4, 1600, 1600, high, 4050",
        "gpt-5.4, 3200, 3200, original, 16200",
        "claude-sonnet-4-6, 1000, 1000, '', 1296",
        "claude-opus-5, 1000, 1000, '', 1296",
        "openai/gpt-4o, 1024, 1024, high, 765",
    })
    void aPictureCountsByTheVendorsFormula(
            String model, int width, int height, String detail, long tokens) {
        assertEquals(tokens, ModelImages.of(model).of(new ImageSize(width, height), detail));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, 1445",
        "gpt-4o-mini, 48169",
        "gpt-5, 1190",
        "claude-sonnet-4-6, 1600",
        "claude-opus-4-7, 4784",
        "qwen3-vl-plus, 16384",
    })
    void aPictureThatNobodySeesCountsTheMost(String model, long tokens) {
        assertEquals(tokens, ModelImages.of(model).most());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "gpt-5-mini", "claude-opus-5", "gemini-3-pro"})
    void noPictureCountsMoreThanTheMost(String model) {
        ImageTokens images = ModelImages.of(model);
        for (int width = 1; width < 20_000; width = width * 3 / 2 + 1) {
            for (int height = 1; height < 20_000; height = height * 3 / 2 + 1) {
                assertTrue(images.of(new ImageSize(width, height), "high") <= images.most());
            }
        }
    }

    @Test
    void aTinyPictureOfAnUnknownModelIsNotFree() {
        assertEquals(1_120, ModelImages.of("gemini-3-pro").of(new ImageSize(1, 1), ""));
    }
}
