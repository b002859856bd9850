package dev.airelay.bench.failures.wire;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The text of a right answer: sixty numbered words, so that what is missing, doubled or out of
/// order shows.
public final class Words {
    public static final int COUNT = 60;

    private Words() {}

    /// The piece that one event brings.
    ///
    /// @param number from 1
    public static String piece(int number) {
        return (number == 1 ? "" : " ") + "w" + number;
    }

    /// The first so many words.
    public static String text(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Words::piece).collect(Collectors.joining());
    }

    /// What is wrong with a text as a whole answer; empty when nothing is.
    public static String problem(String text) {
        String whole = text(COUNT);
        if (text.equals(whole)) {
            return "";
        }
        if (whole.startsWith(text)) {
            long words = text.isBlank() ? 0 : text.split(" ", -1).length;
            return "the text ends after " + words + " of " + COUNT + " words";
        }
        String[] found = text.split(" ", -1);
        for (int i = 0; i < found.length; i++) {
            if (!found[i].equals("w" + (i + 1))) {
                return "at word " + (i + 1) + " of the text stands '" + shortened(found[i]) + "'";
            }
        }
        return "the text goes on after " + COUNT + " words";
    }

    private static String shortened(String word) {
        return word.length() > 20 ? word.substring(0, 20) + "…" : word;
    }
}
