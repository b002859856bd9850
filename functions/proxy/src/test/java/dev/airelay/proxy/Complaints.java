package dev.airelay.proxy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// What is logged as a warning or worse while something runs.
final class Complaints extends Handler {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    private Complaints() {}

    static List<String> of(Runnable work) {
        var complaints = new Complaints();
        Logger root = Logger.getLogger("");
        root.addHandler(complaints);
        try {
            work.run();
        } finally {
            root.removeHandler(complaints);
        }
        return complaints.messages;
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            messages.add(new SimpleFormatter().formatMessage(record));
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
