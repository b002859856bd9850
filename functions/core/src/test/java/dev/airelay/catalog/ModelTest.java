package dev.airelay.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModelTest {
    @Test
    void aPlainModelStandsForItself() {
        assertEquals(List.of("m"), Model.plain("m").chain());
    }

    @Test
    void anAliasStandsForItsTargetAndFallbacksFollowOnceEach() {
        var model = new Model("smart", "big", List.of("small", "big", "tiny", "small"), 1);

        assertEquals(List.of("big", "small", "tiny"), model.chain());
    }
}
