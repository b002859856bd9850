package dev.airelay.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.airelay.dialect.TokenCounter;
import java.util.ArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    /// Failures in a rehearsal are logged by the walk itself, so silence means that every request
    /// went through.
    @Test
    void walksEveryEndpointWithoutASingleDefect() {
        var complaints = new ArrayList<String>();
        var listener =
                new Handler() {
                    @Override
                    public void publish(LogRecord record) {
                        if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                            complaints.add(record.getMessage());
                        }
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            new Rehearsal(TokenCounter.NONE).run();
        } finally {
            root.removeHandler(listener);
        }
        assertEquals(0, complaints.size(), complaints::toString);
    }

    @Test
    void chanceIsAnotherAfterARestore() {
        var chance = new Chance();
        long before = chance.nextLong();
        chance.renew();
        assertNotEquals(before, chance.nextLong());
    }
}
