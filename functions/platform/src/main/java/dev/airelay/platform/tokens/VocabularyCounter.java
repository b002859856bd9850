package dev.airelay.platform.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.dialect.Vocabulary;
import java.util.OptionalLong;

/// Counts by the vocabularies that OpenAI has published. Each is loaded when it is first needed,
/// which takes half a second and 35 MB: before a snapshot is the time.
public final class VocabularyCounter implements TokenCounter {
    private final EncodingRegistry vocabularies = Encodings.newLazyEncodingRegistry();

    @Override
    public OptionalLong count(Vocabulary vocabulary, String text) {
        return OptionalLong.of(encoding(vocabulary).countTokensOrdinary(text));
    }

    private Encoding encoding(Vocabulary vocabulary) {
        return vocabularies.getEncoding(
                switch (vocabulary) {
                    case CL100K_BASE -> EncodingType.CL100K_BASE;
                    case O200K_BASE -> EncodingType.O200K_BASE;
                });
    }
}
