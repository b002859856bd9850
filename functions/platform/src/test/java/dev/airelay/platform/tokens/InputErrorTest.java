package dev.airelay.platform.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.airelay.dialect.InputEstimate;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.dialect.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Estimates beside the counts of the vendor's own vocabularies.
class InputErrorTest {
    private static final double LEAST = 0.9;
    private static final double MOST_IF_ORDINARY = 1.6;
    private static final int PIECE = 2_000;

    private static final Map<String, Vocabulary> MODELS =
            Map.of("gpt-4o", Vocabulary.O200K_BASE, "gpt-4", Vocabulary.CL100K_BASE);
    private static final String MESSAGE =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    private static final VocabularyCounter VENDOR = new VocabularyCounter();
    private static final Map<Vocabulary, Map<String, Long>> COUNTED = new HashMap<>();

    /// Counts each text once, since the same blocks are drawn again and again.
    private static final TokenCounter COUNTER = InputErrorTest::count;

    private static OptionalLong count(Vocabulary vocabulary, String text) {
        return OptionalLong.of(
                COUNTED.computeIfAbsent(vocabulary, _ -> new HashMap<>())
                        .computeIfAbsent(text, _ -> VENDOR.count(vocabulary, text).orElseThrow()));
    }

    /// In pieces, each of which makes a token more at most.
    static long truth(Vocabulary vocabulary, String text) {
        long tokens = 0;
        int from = 0;
        while (from < text.length()) {
            int to = Math.min(text.length(), from + PIECE);
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            tokens += VENDOR.count(vocabulary, text.substring(from, to)).orElseThrow();
            from = to;
        }
        return tokens;
    }

    static double ratio(
            String where, String text, String model, RandomGenerator random, long truth) {
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(text));
        byte[] body = where.replace("%s", json).getBytes(UTF_8);
        return (double) InputEstimate.of(body, model, COUNTER, random).tokens() / truth;
    }

    static String ofLength(String text, int length) {
        String repeated = text.repeat(length / text.length() + 1);
        return repeated.substring(
                0, length - (Character.isHighSurrogate(repeated.charAt(length - 1)) ? 1 : 0));
    }

    static Stream<Arguments> ordinary() {
        return kinds(Texts.ordinary());
    }

    static Stream<Arguments> odd() {
        return kinds(Texts.odd());
    }

    private static Stream<Arguments> kinds(Map<String, String> texts) {
        return texts.entrySet().stream()
                .flatMap(text ->
                        MODELS.keySet().stream()
                                .map(model -> Arguments.of(text.getKey(), text.getValue(), model)));
    }

    private static void check(String text, String model, double most) {
        var random = new SplittableRandom(17);
        for (int length : new int[] {1_000, 16_000, 100_000}) {
            String sized = ofLength(text, length);
            long truth = truth(MODELS.get(model), sized);
            for (int draw = 0; draw < 10; draw++) {
                double ratio = ratio(MESSAGE, sized, model, random, truth);
                assertTrue(ratio >= LEAST && ratio <= most, ratio + " at " + length);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("ordinary")
    void ordinaryTextIsNearTheCount(String kind, String text, String model) {
        check(text, model, MOST_IF_ORDINARY);
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("odd")
    void oddTextIsNotBelowTheCount(String kind, String text, String model) {
        check(text, model, Double.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"English", "a mix of all", "blanks"})
    void fiveMegabytesAreNoDifferent(String kind) {
        String unit =
                Stream.of(Texts.ordinary(), Texts.odd())
                        .filter(texts -> texts.containsKey(kind))
                        .findFirst()
                        .orElseThrow()
                        .get(kind);
        int times = 5_000_000 / unit.getBytes(UTF_8).length;
        long truth = times * truth(Vocabulary.O200K_BASE, unit);

        double ratio =
                ratio(MESSAGE, unit.repeat(times), "gpt-4o", new SplittableRandom(19), truth);

        assertTrue(ratio >= LEAST, ratio + " of " + truth);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"messages\":[{\"content\":[{\"type\":\"tool_result\",\"content\":\"%s\"}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"tool_use\",\"input\":{\"data\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"%s\"}}]}]}",
                "{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"%s\"}}]}]}",
                "{\"input\":[{\"content\":[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,%s\"}]}]}",
                "{\"unknown\":[{\"deep\":{\"data\":\"%s\"}}]}",
                "{\"messages\":[],\"%s\":true}"
            })
    void aTextCountsTheSameWhereverItStands(String where) {
        for (String kind : List.of("English", "Java", "base64")) {
            String text = ofLength(Texts.ordinary().get(kind), 100_000);
            long truth = truth(Vocabulary.O200K_BASE, text);

            double ratio = ratio(where, text, "gpt-4o", new SplittableRandom(23), truth);

            assertTrue(ratio >= LEAST && ratio <= MOST_IF_ORDINARY, kind + ": " + ratio);
        }
    }

    @Test
    void modelsWithoutAPublishedVocabularyAreEstimatedAboveTheLargerOne() {
        for (Map.Entry<String, String> kind : Texts.odd().entrySet()) {
            String text = ofLength(kind.getValue(), 30_000);
            long larger =
                    Math.max(
                            truth(Vocabulary.CL100K_BASE, text),
                            truth(Vocabulary.O200K_BASE, text));

            for (String model : List.of("claude-opus-5", "gemini-3-pro")) {
                double ratio = ratio(MESSAGE, text, model, new SplittableRandom(29), larger);
                assertTrue(ratio >= 1, kind.getKey() + " for " + model + ": " + ratio);
            }
        }
    }

    /// Two or three kinds in pieces of some length, at random places or one after the other.
    private record Mix(List<String> kinds, int[] pieces, int length, boolean inOrder, long seed) {
        static Mix any(List<String> kinds, SplittableRandom random) {
            int parts = 2 + random.nextInt(2);
            int[] pieces = new int[parts];
            for (int i = 0; i < parts; i++) {
                pieces[i] = 1 + (int) Math.exp(random.nextDouble() * 8);
            }
            List<String> drawn = random.ints(parts, 0, kinds.size()).mapToObj(kinds::get).toList();
            int length = random.nextBoolean() ? 9_000 : 20_000;
            return new Mix(drawn, pieces, length, random.nextBoolean(), random.nextLong());
        }

        /// Much the same, with another length of one kind's pieces.
        Mix varied(SplittableRandom random) {
            int[] varied = pieces.clone();
            int part = random.nextInt(varied.length);
            varied[part] = Math.max(1, (int) (varied[part] * Math.exp(random.nextDouble(-2, 2))));
            return new Mix(kinds, varied, length, random.nextBoolean(), random.nextLong());
        }

        String text() {
            var random = new SplittableRandom(seed);
            var text = new StringBuilder();
            int part = 0;
            while (text.length() < length) {
                String kind = kinds.get(part);
                int from = kind.offsetByCodePoints(0, random.nextInt(kind.length() / 3));
                int to = Math.min(kind.length(), from + pieces[part]);
                text.append(
                        kind,
                        from,
                        Character.isLowSurrogate(kind.charAt(to - 1))
                                        || to == kind.length()
                                        || !Character.isLowSurrogate(kind.charAt(to))
                                ? to
                                : to + 1);
                part = inOrder ? (part + 1) % kinds.size() : random.nextInt(kinds.size());
            }
            return text.toString();
        }

        /// The lowest of some estimates, as a share of the count.
        double lowest(String model, int draws) {
            String text = text();
            long truth = truth(MODELS.get(model), text);
            var random = new SplittableRandom(seed + 1);
            double lowest = Double.MAX_VALUE;
            for (int draw = 0; draw < draws; draw++) {
                lowest = Math.min(lowest, ratio(MESSAGE, text, model, random, truth));
            }
            return lowest;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "gpt-4"})
    void noMixThatASearchFindsIsBelowNineTenths(String model) {
        var random = new SplittableRandom(31);
        List<String> kinds = List.copyOf(Texts.odd().values());
        for (int climb = 0; climb < 12; climb++) {
            Mix worst = Mix.any(kinds, random);
            double lowest = worst.lowest(model, 20);
            for (int step = 0; step < 6; step++) {
                Mix next = worst.varied(random);
                double found = next.lowest(model, 20);
                if (found < lowest) {
                    worst = next;
                    lowest = found;
                }
            }
            assertTrue(lowest >= LEAST, lowest + ": " + worst);
        }
    }
}
