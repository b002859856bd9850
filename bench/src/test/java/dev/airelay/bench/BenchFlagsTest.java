package dev.airelay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchFlagsTest {
    @Test
    void gatewaysAreNamedOneByOne() {
        var flags =
                BenchFlags.read(
                        List.of(
                                "--against",
                                "litellm",
                                "--against",
                                "new-api",
                                "--new-api",
                                "bin/new-api",
                                "--timeline"));
        assertEquals(List.of("litellm", "new-api"), flags.against());
        assertEquals("bin/new-api", flags.newApi());
        assertTrue(flags.timeline());
    }

    @Test
    void withoutFlagsTheRelayIsMeasuredAlone() {
        var flags = BenchFlags.read(List.of());
        assertEquals(List.of(), flags.against());
        assertEquals("", flags.newApi());
        assertFalse(flags.timeline());
    }

    @Test
    void unknownFlagsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> BenchFlags.read(List.of("--what")));
    }
}
