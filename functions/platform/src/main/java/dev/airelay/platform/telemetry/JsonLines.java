package dev.airelay.platform.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/// One log record as one JSON object on one line.
///
/// Fields: `time` (ISO 8601, UTC), `level`, `logger`, `message`, and for a thrown error its class
/// as `error` and its `stack` (at most 16,000 characters). Control characters are escaped, so
/// nothing that a stranger sent can forge a line. Stateless, so any thread may use it.
public final class JsonLines extends Formatter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_STACK = 16_000;

    /// Sends all logging of the process to standard output, a line at a time, and has it tell of
    /// errors that kill a thread. For a `main`, once.
    ///
    /// @param level records below it are dropped
    public static void install(Level level) {
        install(level, System.out);
        var uncaught = System.getLogger(JsonLines.class.getName());
        Thread.setDefaultUncaughtExceptionHandler((thread, error) ->
                uncaught.log(
                        System.Logger.Level.ERROR, "thread " + thread.getName() + " died", error));
    }

    static void install(Level level, OutputStream out) {
        var root = Logger.getLogger("");
        for (var other : root.getHandlers()) {
            root.removeHandler(other);
        }
        var lines = new FlushedLines(out);
        lines.setLevel(level);
        root.addHandler(lines);
        root.setLevel(level);
    }

    @Override
    public String format(LogRecord record) {
        var line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("time", record.getInstant().toString());
            json.writeStringField("level", record.getLevel().getName());
            json.writeStringField("logger", record.getLoggerName());
            json.writeStringField("message", formatMessage(record));
            var thrown = record.getThrown();
            if (thrown != null) {
                json.writeStringField("error", thrown.getClass().getName());
                json.writeStringField("stack", stack(thrown));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private static String stack(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.getBuffer().length() > LONGEST_STACK
                ? text.getBuffer().substring(0, LONGEST_STACK)
                : text.toString();
    }

    /// Lambda may freeze the process behind any line, so none waits in a buffer.
    private static final class FlushedLines extends StreamHandler {
        FlushedLines(OutputStream out) {
            super(out, new JsonLines());
            try {
                setEncoding(StandardCharsets.UTF_8.name());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
        }
    }
}
