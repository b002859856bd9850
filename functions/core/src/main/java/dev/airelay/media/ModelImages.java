package dev.airelay.media;

import java.util.List;

/// Which vendor counts pictures how.
///
/// OpenAI counts tiles of 512 pixels or patches of 32, depending on the model
/// (https://developers.openai.com/api/docs/guides/images-vision#calculating-costs;
/// https://community.openai.com/t/1377015 measured the newer models; both read 2026-11-27).
/// Anthropic counts patches of 28 pixels, at most 1,568 and, since Opus 4.7, 4,784
/// (https://platform.claude.com/docs/en/build-with-claude/vision, read 2026-11-27). For models of
/// others, the most that one of them may count: patches of 28 pixels up to Qwen's 16,384
/// (https://github.com/QwenLM/Qwen2.5-VL, read 2026-11-27), and at least Gemini's 1,120
/// (https://ai.google.dev/gemini-api/docs/media-resolution, read 2026-11-27).
public final class ModelImages {
    /// How the pictures of models are counted whose names begin so.
    private record Family(String name, ImageTokens counted) {}

    /// Those of Anthropic's models that scale pictures down to 1,568 pixels.
    private static final List<String> OLDER_CLAUDE =
            List.of(
                    "claude-3",
                    "claude-haiku-4",
                    "claude-sonnet-4",
                    "claude-opus-4-0",
                    "claude-opus-4-1",
                    "claude-opus-4-2",
                    "claude-opus-4-5",
                    "claude-opus-4-6");

    /// The longer names before those that they begin with.
    private static final List<Family> FAMILIES =
            List.of(
                    new Family("gpt-4o-mini", new ImageTokens.Tiles(2_833, 5_667)),
                    new Family("gpt-4o", new ImageTokens.Tiles(85, 170)),
                    new Family("chatgpt-4o", new ImageTokens.Tiles(85, 170)),
                    new Family("gpt-4.1-mini", patches(32, 1_536, 162)),
                    new Family("gpt-4.1-nano", patches(32, 1_536, 246)),
                    new Family("gpt-4", new ImageTokens.Tiles(85, 170)),
                    new Family("gpt-5-mini", patches(32, 1_536, 162)),
                    new Family("gpt-5-nano", patches(32, 1_536, 246)),
                    new Family("gpt-5.", new ImageTokens.Patches(32, 2_500, 10_000, 162, 0)),
                    new Family("gpt-5", new ImageTokens.Tiles(70, 140)),
                    new Family("o4-mini", patches(32, 1_536, 172)),
                    new Family("codex-mini", patches(32, 1_536, 172)),
                    new Family("o1", new ImageTokens.Tiles(75, 150)),
                    new Family("o3", new ImageTokens.Tiles(75, 150)),
                    new Family("computer-use", new ImageTokens.Tiles(65, 129)));

    private ModelImages() {}

    /// @param model as a client names it, perhaps behind a vendor's name and a slash
    public static ImageTokens of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        if (name.contains("claude")) {
            return OLDER_CLAUDE.stream().anyMatch(name::contains)
                    ? patches(28, 1_600, 100)
                    : patches(28, 4_784, 100);
        }
        return FAMILIES.stream()
                .filter(family -> name.startsWith(family.name()))
                .findFirst()
                .map(Family::counted)
                .orElse(new ImageTokens.Patches(28, 16_384, 16_384, 100, 1_120));
    }

    private static ImageTokens patches(int side, int cap, int percent) {
        return new ImageTokens.Patches(side, cap, cap, percent, 0);
    }
}
