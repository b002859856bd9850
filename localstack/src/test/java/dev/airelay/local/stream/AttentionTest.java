package dev.airelay.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttentionTest {
    private final Attention attention = new Attention();

    private Duration passUntilSeldom() {
        Duration passed = Duration.ZERO;
        for (Duration pause = attention.after(false);
                pause.equals(Attention.OFTEN);
                pause = attention.after(false)) {
            passed = passed.plus(pause);
        }
        return passed;
    }

    @Test
    void theFirstTenSecondsAreFullOfLooksAndTheRestIsNot() {
        assertEquals(Duration.ofSeconds(10), passUntilSeldom());
        assertEquals(Attention.SELDOM, attention.after(false));
    }

    @Test
    void aRecordIsFollowedByAnotherLookAtOnceAndByTenSecondsMore() {
        passUntilSeldom();

        assertEquals(Duration.ZERO, attention.after(true));
        assertEquals(Duration.ofSeconds(10), passUntilSeldom());
    }

    @Test
    void whoeverIsToldThatRecordsMayComeLooksOftenAgain() {
        passUntilSeldom();
        attention.expect();
        assertEquals(Duration.ofSeconds(10), passUntilSeldom());
    }
}
