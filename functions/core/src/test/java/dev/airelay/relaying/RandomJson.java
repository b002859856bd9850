package dev.airelay.relaying;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes up pieces of JSON as oddly as the grammar allows: blanks, escapes, numbers, repeated
/// names, and names that mean something elsewhere.
final class RandomJson {
    private static final List<String> BLANKS =
            List.of("", "", "", " ", "\n", "\t", "\r\n", "  \n ");
    private static final List<String> ATOMS =
            List.of(
                    "true",
                    "false",
                    "null",
                    "0",
                    "-0",
                    "1.50",
                    "1E+2",
                    "-1e-7",
                    "123456789012345678901234567890",
                    "\"\"",
                    "\"\\ud83d\\ude42\"",
                    "\"\\ud800\"",
                    "\"\\u0000\\/\\b\"",
                    "\"}{][,:\\\"\\\\\"",
                    "\"你好 🙂\"",
                    "[ ]",
                    "{ }");
    private static final List<String> NAMES =
            List.of("model", "stream", "stream_options", "include_usage", "a", "é", "usage");

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    String blank() {
        return pick(BLANKS);
    }

    /// The text as a JSON string, some of its characters escaped without need.
    String string(String text) {
        return text.chars()
                .mapToObj(c ->
                        random.nextInt(8) == 0
                                ? String.format("\\u%04" + (random.nextBoolean() ? "x" : "X"), c)
                                : Character.toString((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    String value(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 1 -> list(depth, "[", "]", () -> value(depth - 1));
            case 2 -> list(depth, "{", "}", () -> member(depth - 1));
            default -> pick(ATOMS);
        };
    }

    private String member(int depth) {
        return string(pick(NAMES)) + blank() + ":" + blank() + value(depth);
    }

    private String list(int depth, String open, String close, Supplier<String> element) {
        return IntStream.range(0, 1 + random.nextInt(depth + 1))
                .mapToObj(_ -> blank() + element.get() + blank())
                .collect(Collectors.joining(",", open, close));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
