package dev.airelay.bench.linux;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QuotaTest {
    private static final long START = 1_000;
    private static final long USED = 7_000;

    /// A quarter of a core: 5 in each period of 20.
    private final Quota quota = new Quota(20, 0.25, START, USED);

    @Test
    void aPeriodsQuotaMayBeUsedAtOnce() {
        assertTrue(quota.allows(START, USED));
        assertTrue(quota.allows(START + 4, USED + 4));
        assertFalse(quota.allows(START + 5, USED + 5));
        assertFalse(quota.allows(START + 19, USED + 5));
    }

    @Test
    void theNextPeriodBringsTheNextQuota() {
        assertFalse(quota.allows(START + 5, USED + 5));
        assertTrue(quota.allows(START + 20, USED + 5));
        assertFalse(quota.allows(START + 25, USED + 10));
    }

    @Test
    void whatWasNotUsedIsLost() {
        assertTrue(quota.allows(START + 100, USED));
        assertTrue(quota.allows(START + 104, USED + 4));
        assertFalse(quota.allows(START + 105, USED + 5));
    }

    @Test
    void whatWasUsedTooMuchIsMadeUpFor() {
        assertFalse(quota.allows(START + 10, USED + 12));
        assertFalse(quota.allows(START + 20, USED + 12), "10 were allowed, 12 used");
        assertTrue(quota.allows(START + 40, USED + 12));
        assertFalse(quota.allows(START + 43, USED + 15));
    }

    @Test
    void aBusyProcessGetsItsShareInTheLong() {
        long used = USED;
        for (long now = START; now < START + 20_000; now++) {
            used += quota.allows(now, used) ? 2 : 0;
        }
        assertTrue(used - USED <= 5_000, "used " + (used - USED) + " of 5000");
        assertTrue(used - USED >= 4_995, "used " + (used - USED) + " of 5000");
    }
}
