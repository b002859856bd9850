package dev.airelay.bench.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.bench.failures.FailureFlags.Whom;
import dev.airelay.bench.failures.client.Address;
import dev.airelay.bench.failures.scenario.Naming;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureFlagsTest {
    private static FailureFlags read(String... words) {
        return FailureFlags.read(List.of(words));
    }

    @Test
    void theRelayPlaysEverythingUnlessToldOtherwise() {
        FailureFlags flags = read();
        assertEquals(new Whom.Relay(), flags.whom());
        assertEquals(18, flags.scenarios().size());
        assertEquals(new Whom.Portkey(), read("--against", "portkey").whom());
        assertEquals("cut", read("--only", "cut").scenarios().getFirst().name());
    }

    @Test
    void aTargetIsWhatItsUrlSays() {
        assertEquals(
                new Whom.Running(
                        new Address(true, "gateway.example", 443, "/api/v1"),
                        "k",
                        new Naming("x-served-by", "fallback")),
                read(
                                "--target",
                                "https://gateway.example/api/v1/",
                                "--key",
                                "k",
                                "--names-by",
                                "x-served-by")
                        .whom());
        assertEquals(
                new Whom.Running(new Address(false, "127.0.0.1", 4000, "/v1"), "", Naming.BY_MODEL),
                read("--target", "http://127.0.0.1:4000").whom());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--against nobody",
                "--only nothing",
                "--target ftp://x",
                "--port x",
                "--json",
                "--colour red"
            })
    void whatCannotBeUnderstoodIsRefused(String words) {
        assertThrows(IllegalArgumentException.class, () -> read(words.split(" ", -1)));
    }
}
