package dev.airelay.platform.backbone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ReopenableTest {
    @Test
    void whatIsReopenableOpensOnceUntilItIsClosed() {
        var opened = new ArrayList<String>();
        var closed = new ArrayList<String>();
        var reopenable =
                new Reopenable<AutoCloseable>(() -> {
                    opened.add("open");
                    return () -> closed.add("close");
                });
        assertEquals(reopenable.get(), reopenable.get());
        assertEquals(1, opened.size());
        reopenable.close();
        reopenable.close();
        assertEquals(1, closed.size());
        assertNotEquals(null, reopenable.get());
        assertEquals(2, opened.size());
    }
}
