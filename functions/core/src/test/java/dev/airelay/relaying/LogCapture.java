package dev.airelay.relaying;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Keeps what the relay logs, stack traces included, and keeps it off the console.
final class LogCapture extends Handler {
    private final Logger logger = Logger.getLogger("dev.airelay");
    private final StringBuilder text = new StringBuilder();

    LogCapture() {
        setLevel(Level.ALL);
        setFormatter(new SimpleFormatter());
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        logger.addHandler(this);
    }

    synchronized String text() {
        return text.toString();
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        text.append(getFormatter().format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }
}
