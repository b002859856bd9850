package dev.airelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.InputEstimate;
import dev.airelay.dialect.TextTokens;
import dev.airelay.platform.tokens.VocabularyCounter;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What estimating the input of a request of 1 MB costs, by the kind of its text.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EstimateBenchmark {
    private static final int BYTES = 1_000_000;

    @Param({
        "prose",
        "chinese",
        "code",
        "base64",
        "blanks",
        "newlines",
        "oneLetter",
        "letters",
        "capitals",
        "hangul",
        "emoji",
        "bytes",
        "objects"
    })
    public String kind = "";

    @Param({"gpt-5", "claude-opus-5"})
    public String model = "";

    private final RandomGenerator random = new SplittableRandom(7);
    private final VocabularyCounter counter = new VocabularyCounter();
    private byte[] text = new byte[0];
    private byte[] body = new byte[0];

    @Setup
    public void makeBody() {
        String words =
                switch (kind) {
                    case "prose" -> "All human beings are born free and equal in dignity. ";
                    case "chinese" -> "人人生而自由，在尊严和权利上一律平等。";
                    case "code" -> "for (int at = from; at < to; at++) { add(text[at]); }\\n";
                    case "base64" -> Base64.getEncoder().encodeToString(noise(30_000));
                    case "blanks" -> " ";
                    case "newlines" -> "\\n";
                    case "oneLetter" -> "a";
                    case "letters" -> drawn('a', 'z');
                    case "capitals" -> drawn('A', 'Z');
                    case "hangul" -> drawn('가', '힣');
                    case "emoji" -> "😀🦄👨\u200D👩\u200D👧🪐🏳️\u200D🌈";
                    case "bytes" -> drawn(0xA0, 0xFF);
                    default -> "\"},{\"role\":\"user\",\"content\":\"";
                };
        text = words.repeat(BYTES / words.getBytes(UTF_8).length + 1).getBytes(UTF_8);
        body =
                ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\""
                                + new String(text, UTF_8)
                                + "\"}]}")
                        .getBytes(UTF_8);
    }

    @Benchmark
    public long estimate() {
        return InputEstimate.of(body, model, counter, random).tokens();
    }

    @Benchmark
    public long byClasses() {
        var tokens = new TextTokens();
        tokens.add(text, 0, text.length);
        return tokens.tokens();
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private String drawn(int first, int last) {
        return random.ints(40_000, first, last + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
