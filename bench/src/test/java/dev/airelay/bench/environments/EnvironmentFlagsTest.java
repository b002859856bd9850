package dev.airelay.bench.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentFlagsTest {
    private static EnvironmentFlags read(String line) {
        return EnvironmentFlags.read(line.isEmpty() ? List.of() : List.of(line.split(" ")));
    }

    @Test
    void withoutFlagsEveryCaseIsMeasuredUnlimited() {
        EnvironmentFlags flags = read("");
        assertEquals(
                List.of(new Setting(OptionalInt.empty(), OptionalInt.empty(), "")),
                flags.settings());
        assertEquals(6, flags.cases().size());
        assertEquals(3, flags.fresh());
        assertEquals(500, flags.requests());
    }

    @Test
    void eachMemoryMeetsEachNumberOfRounds() {
        EnvironmentFlags flags = read("--memory 256,1769 --rounds 1,50");
        assertEquals(
                List.of(
                        "| 256 MB | 1 | – ",
                        "| 256 MB | 50 | – ",
                        "| 1769 MB | 1 | – ",
                        "| 1769 MB | 50 | – "),
                flags.settings().stream().map(Setting::columns).toList());
        assertEquals(1.0, flags.settings().getLast().cores());
        assertEquals(256.0 / 1769, flags.settings().getFirst().cores());
    }

    @Test
    void optionsOfTheJvmAreARunEach() {
        EnvironmentFlags flags =
                EnvironmentFlags.read(List.of("--java", "-Xint -Xss1m", "--java", ""));
        assertEquals(
                List.of("| – | – | `-Xint -Xss1m` ", "| – | – | – "),
                flags.settings().stream().map(Setting::columns).toList());
    }

    @Test
    void casesCanBeChosen() {
        EnvironmentFlags flags =
                read("--dialects messages,chat --answers whole --fresh 1 --requests 10");
        assertEquals(
                List.of(new Case(Dialect.MESSAGES, Mode.WHOLE), new Case(Dialect.CHAT, Mode.WHOLE)),
                flags.cases());
        assertEquals(1, flags.fresh());
        assertEquals(10, flags.requests());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--memory 1",
                "--memory 256,",
                "--memory all",
                "--rounds -1",
                "--dialects Chat",
                "--answers both",
                "--fresh 0",
                "--requests 501",
                "--memory",
                "--what 1"
            })
    void whatIsNotUnderstoodIsRefused(String line) {
        assertThrows(IllegalArgumentException.class, () -> read(line));
    }
}
