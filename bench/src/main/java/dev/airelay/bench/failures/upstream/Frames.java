package dev.airelay.bench.failures.upstream;

import dev.airelay.bench.failures.wire.Dialect;

/// The parts of an answer in one dialect. Each text is made of whole frames, blank lines included.
public sealed interface Frames permits ChatFrames, MessagesFrames, ResponsesFrames {
    /// What comes before the first word.
    String opening();

    /// @param number of the word, from 1
    String word(int number);

    /// What comes behind the last word, the frame that ends the answer aside.
    ///
    /// @param words how many came
    String closing(int words, Finish finish);

    /// The frame that ends the answer.
    String end(int words, Finish finish);

    /// The answer in one piece, as JSON.
    String whole();

    static Frames of(Dialect dialect, Author author) {
        return switch (dialect) {
            case CHAT -> new ChatFrames(author);
            case RESPONSES -> new ResponsesFrames(author);
            case MESSAGES -> new MessagesFrames(author);
        };
    }
}
