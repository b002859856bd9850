package dev.airelay.platform.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.airelay.dialect.TokenCounter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Counts by the vocabularies that OpenAI has published. Each is loaded when it is first needed,
/// which takes half a second and 35 MB: before a snapshot is the time.
///
/// Which model has which vocabulary: https://github.com/openai/tiktoken/blob/main/tiktoken/model.py
/// (read 2026-11-21). Other vendors keep theirs to themselves.
public final class VocabularyCounter implements TokenCounter {
    private static final Map<EncodingType, List<String>> MODELS =
            Map.of(
                    EncodingType.O200K_BASE,
                    List.of(
                            "gpt-5",
                            "gpt-4o",
                            "gpt-4.1",
                            "gpt-4.5",
                            "chatgpt-4o",
                            "o1",
                            "o3",
                            "o4"),
                    EncodingType.CL100K_BASE,
                    List.of("gpt-4", "gpt-3.5", "text-embedding-3", "text-embedding-ada-002"));

    private final EncodingRegistry vocabularies = Encodings.newLazyEncodingRegistry();

    @Override
    public OptionalLong count(String model, String text) {
        return vocabulary(model)
                .map(type -> vocabularies.getEncoding(type).countTokensOrdinary(text))
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /// By the longest beginning of a name that fits, of a whole word: `o3-mini`, not `o30`.
    private static Optional<EncodingType> vocabulary(String model) {
        int longest = 0;
        EncodingType found = null;
        for (Map.Entry<EncodingType, List<String>> one : MODELS.entrySet()) {
            for (String name : one.getValue()) {
                if (name.length() > longest && begins(model, name)) {
                    longest = name.length();
                    found = one.getKey();
                }
            }
        }
        return Optional.ofNullable(found);
    }

    private static boolean begins(String model, String name) {
        return model.startsWith(name)
                && (model.length() == name.length()
                        || !Character.isLetterOrDigit(model.charAt(name.length())));
    }
}
