package dev.airelay.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    private static final Programs NONE = new Programs(Map.of("PATH", "/nowhere", "SECRET", "s"));

    @Test
    void whatIsMissingIsToldWithItsRemedy(@TempDir Path root) {
        assertTold(
                assertThrows(IOException.class, () -> new LiteLlm(NONE, root).start(1)),
                "install Python 3.10");
    }

    @Test
    void newApiWantsItsProgram(@TempDir Path work) {
        assertTold(
                assertThrows(IOException.class, () -> NewApi.start(NONE, work, "", 1)),
                "--new-api PATH");
        assertTold(
                assertThrows(
                        IOException.class,
                        () -> NewApi.start(NONE, work, work.resolve("none").toString(), 1)),
                "--new-api PATH");
    }

    @Test
    void childrenGetNothingElse() {
        assertEquals(Map.of("PATH", "/nowhere", "HOME", "/"), NONE.environment());
        assertEquals(
                Map.of("PATH", "/nowhere", "HOME", "/", "PORT", "1"),
                NONE.environment(Map.of("PORT", "1")));
    }

    private static void assertTold(IOException error, String wanted) {
        assertTrue(String.valueOf(error.getMessage()).contains(wanted), error.getMessage());
    }
}
