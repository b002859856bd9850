package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/// Every folder below `golden/` holds, however the upstream's bytes happen to be cut; and the
/// runner itself would notice if one did not.
class GoldenTest {
    private static final int RANDOM_CUTS = 20;

    private static Path root() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(GoldenTest.class.getResource("/golden")).toURI());
    }

    @TestFactory
    Stream<DynamicContainer> holds() throws Exception {
        List<GoldenCase> cases = GoldenCase.below(root());
        assertFalse(cases.isEmpty());
        return cases.stream().map(golden -> dynamicContainer(golden.name(), replays(golden)));
    }

    private static Stream<DynamicTest> replays(GoldenCase golden) {
        var tests = new ArrayList<DynamicTest>();
        tests.add(dynamicTest("whole", () -> GoldenReplay.play(golden, Cuts.whole())));
        tests.add(dynamicTest("byte by byte", () -> GoldenReplay.play(golden, Cuts.eachByte())));
        for (int i = 1; i <= RANDOM_CUTS; i++) {
            int seed = i;
            tests.add(
                    dynamicTest(
                            "cut with seed " + seed,
                            () -> GoldenReplay.play(golden, Cuts.random(seed))));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> aBrokenConnectionIsTheSameAsAnEarlyEnd() throws Exception {
        var torn = new ArrayList<GoldenCase>();
        for (GoldenCase golden : GoldenCase.below(root())) {
            if (GoldenReplay.mayBeTorn(golden)) {
                torn.add(golden);
            }
        }
        assertFalse(torn.isEmpty());
        return torn.stream()
                .map(golden -> dynamicTest(golden.name(), () -> GoldenReplay.playTorn(golden)));
    }

    /// A copy of a good case, for a test to spoil.
    private static Path copy(Path temporary) throws Exception {
        Path original = root().resolve("openai-chat-to-openai/text-usage-not-asked");
        Path copy = temporary.resolve("openai-chat-to-openai/copy");
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString()));
            }
        }
        return copy;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "case.md",
                "client.request.json",
                "upstream.request.json",
                "upstream.sse",
                "client.sse",
                "usage.json"
            })
    void aMissingFileIsNoticed(String file, @TempDir Path temporary) throws Exception {
        Path folder = copy(temporary);
        Files.delete(folder.resolve(file));

        var thrown =
                assertThrows(IllegalArgumentException.class, () -> GoldenCase.below(temporary));

        assertFalse(Objects.requireNonNull(thrown.getMessage()).isEmpty());
    }

    @Test
    void anUnknownFileIsNoticed(@TempDir Path temporary) throws Exception {
        Files.writeString(copy(temporary).resolve("client.see"), "");

        assertThrows(IllegalArgumentException.class, () -> GoldenCase.below(temporary));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upstream.request.json", "client.sse"})
    void aSingleByteTooManyIsNoticed(String file, @TempDir Path temporary) throws Exception {
        Path spoiled = copy(temporary).resolve(file);
        Files.writeString(spoiled, Files.readString(spoiled) + "\n");
        GoldenCase golden = GoldenCase.below(temporary).getFirst();

        assertThrows(AssertionFailedError.class, () -> GoldenReplay.play(golden, Cuts.whole()));
    }

    @Test
    void wrongUsageIsNoticed(@TempDir Path temporary) throws Exception {
        Path spoiled = copy(temporary).resolve("usage.json");
        String usage = Files.readString(spoiled);
        Files.writeString(spoiled, usage.replace("REPORTED", "COUNTED"));
        GoldenCase golden = GoldenCase.below(temporary).getFirst();

        var thrown =
                assertThrows(
                        AssertionFailedError.class, () -> GoldenReplay.play(golden, Cuts.whole()));

        assertTrue(Objects.requireNonNull(thrown.getMessage()).contains("usage.json"));
    }
}
