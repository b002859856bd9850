package dev.airelay.local.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollIntervalTest {
    private final PollInterval interval = new PollInterval();

    private Duration passUntilSeldom() {
        Duration passed = Duration.ZERO;
        for (Duration pause = interval.after(false);
                pause.equals(PollInterval.OFTEN);
                pause = interval.after(false)) {
            passed = passed.plus(pause);
        }
        return passed;
    }

    @Test
    void theFirstTenSecondsAreFullOfLooksAndTheRestIsNot() {
        assertEquals(Duration.ofSeconds(10), passUntilSeldom());
        assertEquals(PollInterval.SELDOM, interval.after(false));
    }

    @Test
    void aRecordIsFollowedByAnotherLookAtOnceAndByTenSecondsMore() {
        passUntilSeldom();

        assertEquals(Duration.ZERO, interval.after(true));
        assertEquals(Duration.ofSeconds(10), passUntilSeldom());
    }

    @Test
    void whoeverIsToldThatRecordsMayComeLooksOftenAgain() {
        passUntilSeldom();
        interval.expect();
        assertEquals(Duration.ofSeconds(10), passUntilSeldom());
    }
}
