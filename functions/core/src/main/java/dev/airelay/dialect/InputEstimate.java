package dev.airelay.dialect;

import dev.airelay.media.ModelImages;
import java.util.random.RandomGenerator;

/// How many tokens a request's input may be, before anybody has counted it.
///
/// Everything in the body counts that an upstream may show its model: all texts, also those of
/// members that nobody knows, and names; pictures, sounds and documents by their vendors' formulas
/// where a dialect has them and their own bytes say what they are. Text is counted with the model's
/// vocabulary, or the nearest that is known ([ModelVocabulary]): all of a short one, and of a long
/// one blocks that nobody can foretell ([TextSample]). The estimate is not below nine tenths of
/// what the vendor counts, whatever the text, in 999 of 1,000 draws.
///
/// @param tokens of the input
/// @param unseenContext whether the model will also read what only the upstream has, such as an
///   earlier response, a stored prompt or a file; nobody but the upstream knows how much that is
public record InputEstimate(long tokens, boolean unseenContext) {
    /// Takes about 5 ms for a megabyte.
    ///
    /// @param body a valid JSON object
    /// @param model as the client names it
    /// @param random where to look, not to be foretold by clients
    public static InputEstimate of(
            byte[] body, String model, TokenCounter counter, RandomGenerator random) {
        var request = new RequestReader(body, ModelImages.of(model));
        request.read();
        PromptText text = request.text();
        var sample =
                new TextSample(text.bytes(), text.length(), ModelVocabulary.of(model), counter);
        return new InputEstimate(sample.tokens(random) + request.tokens(), request.unseen());
    }
}
