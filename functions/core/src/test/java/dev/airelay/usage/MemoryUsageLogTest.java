package dev.airelay.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryUsageLogTest implements UsageLogContract {
    private final MemoryUsageLog log = new MemoryUsageLog(3);

    @Override
    public UsageLog log() {
        return log;
    }

    @Test
    void onlyTheMostRecentRecordsAreKept() {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            log.write(UsageLogContract.bare(id));
        }

        assertEquals(
                List.of("c", "d", "e"), log.recent().stream().map(UsageRecord::requestId).toList());
    }
}
