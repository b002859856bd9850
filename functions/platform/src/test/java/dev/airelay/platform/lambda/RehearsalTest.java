package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RehearsalTest {
    @Test
    void aRehearsalEndsAndHasNothingToComplainAbout() {
        List<String> complaints = new CopyOnWriteArrayList<>();
        var logger = Logger.getLogger(Rehearsal.class.getName());
        var ear =
                new Handler() {
                    @Override
                    public void publish(LogRecord record) {
                        complaints.add(record.getMessage());
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        logger.addHandler(ear);
        try {
            Rehearsal.run();
        } finally {
            logger.removeHandler(ear);
        }
        assertEquals(List.of(), complaints);
    }
}
