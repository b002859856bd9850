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
import java.util.stream.IntStream;
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

    private static final List<String> MODELS = List.of("gpt-4o", "gpt-4");
    private static final String MESSAGE =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}";

    private static final VocabularyCounter VENDOR = new VocabularyCounter();
    private static final Map<Vocabulary, Map<String, Long>> COUNTED = new HashMap<>();

    /// Counts each text once, since the same blocks are drawn again and again.
    private static final TokenCounter COUNTER = InputErrorTest::count;

    private static Vocabulary vocabulary(String model) {
        return model.equals("gpt-4o") ? Vocabulary.O200K_BASE : Vocabulary.CL100K_BASE;
    }

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
        int cut = Character.isHighSurrogate(repeated.charAt(length - 1)) ? 1 : 0;
        return repeated.substring(0, length - cut);
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
                        MODELS.stream()
                                .map(model -> Arguments.of(text.getKey(), text.getValue(), model)));
    }

    private static void check(String text, String model, double most) {
        var random = new SplittableRandom(17);
        for (int length : new int[] {1_000, 100_000}) {
            String sized = ofLength(text, length);
            long truth = truth(vocabulary(model), sized);
            for (int draw = 0; draw < 5; draw++) {
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
        String unit = Texts.of(kind);
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
            String text = ofLength(Texts.of(kind), 100_000);
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

    /// The lowest of some estimates, as a share of the count.
    private static double lowest(Mix mix, String model, int draws) {
        String text = mix.text();
        long truth = truth(vocabulary(model), text);
        var random = new SplittableRandom(mix.seed() + 1);
        double lowest = Double.MAX_VALUE;
        for (int draw = 0; draw < draws; draw++) {
            lowest = Math.min(lowest, ratio(MESSAGE, text, model, random, truth));
        }
        return lowest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "gpt-4"})
    void noMixThatASearchFindsIsBelowNineTenths(String model) {
        var random = new SplittableRandom(31);
        for (int climb = 0; climb < 12; climb++) {
            Mix worst = Mix.any(random);
            double lowest = lowest(worst, model, 20);
            for (int step = 0; step < 5; step++) {
                Mix next = worst.varied(random);
                double found = lowest(next, model, 20);
                if (found < lowest) {
                    worst = next;
                    lowest = found;
                }
            }
            assertTrue(lowest >= LEAST, lowest + ": " + worst);
        }
    }

    /// What searches of some minutes found.
    static Stream<Arguments> worstFound() {
        return Stream.of(
                Arguments.of(
                        "gpt-4o",
                        new Mix(
                                List.of("one mark", "random Tamil letters"),
                                List.of(97, 73),
                                16_000,
                                false,
                                1)),
                Arguments.of(
                        "gpt-4",
                        new Mix(
                                List.of("one letter", "random Thai letters"),
                                List.of(1_394, 63),
                                20_000,
                                true,
                                2)),
                Arguments.of(
                        "gpt-4",
                        new Mix(
                                List.of("random Hangul", "random Thai letters", "blanks"),
                                List.of(15, 320, 900),
                                16_000,
                                true,
                                3)),
                Arguments.of(
                        "gpt-4o",
                        new Mix(
                                List.of("blanks", "random Thai letters"),
                                List.of(2_600, 50),
                                20_000,
                                true,
                                4)));
    }

    @ParameterizedTest
    @MethodSource("worstFound")
    void ofAThousandDrawsOneIsBelowNineTenthsAtMost(String model, Mix mix) {
        String text = mix.text();
        long truth = truth(vocabulary(model), text);
        var random = new SplittableRandom(37);

        long below =
                IntStream.range(0, 1_000)
                        .filter(_ -> ratio(MESSAGE, text, model, random, truth) < LEAST)
                        .count();

        assertTrue(below <= 1, below + " of 1,000");
    }
}
