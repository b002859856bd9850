package dev.airelay.platform.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static LogRecord record(String message) {
        var record = new LogRecord(Level.WARNING, message);
        record.setInstant(Instant.parse("2026-11-21T03:00:00Z"));
        record.setLoggerName("dev.airelay.Some");
        return record;
    }

    @Test
    void aRecordIsOneObjectOnOneLine() {
        assertEquals(
                "{\"time\":\"2026-11-21T03:00:00Z\",\"level\":\"WARNING\",\"logger\":\"dev.airelay.Some\","
                        + "\"message\":\"hello\"}\n",
                new JsonLines().format(record("hello")));
    }

    @Test
    void controlCharactersAreEscapedSoThatNoMessageForgesALine() {
        var line = new JsonLines().format(record("a\r\n{\"level\":\"x\"}\t\u0000\u0007\u001b[31m"));
        assertTrue(
                line.contains("a\\r\\n{\\\"level\\\":\\\"x\\\"}\\t\\u0000\\u0007\\u001B[31m"),
                line);
        assertEquals(line.length() - 1, line.chars().takeWhile(c -> c >= ' ').count());
    }

    @Test
    void parametersAreFilledIn() {
        var record = record("{0} of {1}");
        record.setParameters(new Object[] {"one", "two"});
        assertTrue(new JsonLines().format(record).contains("\"message\":\"one of two\""));
    }

    @Test
    void anErrorShowsItsClassAndItsStackUpToALimit() {
        var record = record("failed");
        record.setThrown(new IllegalStateException("deep\n" + "x".repeat(50_000)));
        var line = new JsonLines().format(record);
        assertTrue(
                line.contains(
                        "\"error\":\"java.lang.IllegalStateException\",\"stack\":\"java.lang.Ill"),
                line);
        assertTrue(line.length() < 20_000);
        assertEquals(line.indexOf('\n'), line.length() - 1);
    }

    @Test
    void anInstalledFormatReplacesTheOthersAndFlushesEachLine() {
        var root = Logger.getLogger("");
        Handler[] before = root.getHandlers();
        Level level = root.getLevel();
        try {
            var out = new ByteArrayOutputStream();
            JsonLines.install(Level.INFO, out);
            System.getLogger("some.logger").log(System.Logger.Level.INFO, "wörd");
            System.getLogger("some.logger").log(System.Logger.Level.DEBUG, "hidden");
            var text = out.toString(StandardCharsets.UTF_8);
            assertTrue(text.endsWith("\"logger\":\"some.logger\",\"message\":\"wörd\"}\n"), text);
            assertFalse(text.contains("hidden"));
            assertEquals(1, root.getHandlers().length);
        } finally {
            root.removeHandler(root.getHandlers()[0]);
            for (var handler : before) {
                root.addHandler(handler);
            }
            root.setLevel(level);
        }
    }
}
