package dev.airelay.platform.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// A text of kinds that alternate.
///
/// @param kinds of [Texts]
/// @param pieces how long a piece of each kind is, in characters
/// @param inOrder whether kinds take turns, or whose turn it is is drawn
record Mix(List<String> kinds, List<Integer> pieces, int length, boolean inOrder, long seed) {
    /// Two or three kinds in pieces of any length.
    static Mix any(SplittableRandom random) {
        List<String> names = Texts.odd().keySet().stream().toList();
        int parts = 2 + random.nextInt(2);
        return new Mix(
                random.ints(parts, 0, names.size()).mapToObj(names::get).toList(),
                random.doubles(parts, 0, 8).mapToObj(size -> 1 + (int) Math.exp(size)).toList(),
                random.nextBoolean() ? 9_000 : 20_000,
                random.nextBoolean(),
                random.nextLong());
    }

    /// Much the same, with longer or shorter pieces.
    Mix varied(SplittableRandom random) {
        var varied = new ArrayList<>(pieces);
        double factor = Math.exp(random.nextDouble(-2, 2));
        varied.replaceAll(size -> random.nextBoolean() ? size : 1 + (int) (size * factor));
        return new Mix(kinds, varied, length, random.nextBoolean(), random.nextLong());
    }

    String text() {
        var random = new SplittableRandom(seed);
        List<String> texts = kinds.stream().map(Texts::of).toList();
        var text = new StringBuilder();
        int part = 0;
        while (text.length() < length) {
            String kind = texts.get(part);
            int from = random.nextInt(kind.length() / 3);
            text.append(kind, from, Math.min(kind.length(), from + pieces.get(part)));
            part = inOrder ? (part + 1) % kinds.size() : random.nextInt(kinds.size());
        }
        return new String(text.toString().getBytes(UTF_8), UTF_8);
    }
}
