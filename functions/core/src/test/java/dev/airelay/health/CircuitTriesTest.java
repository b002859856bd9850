package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.Observation.Failed;
import dev.airelay.health.Observation.Refused;
import org.junit.jupiter.api.Test;

/// Who may try a channel whose circuit is open, how often, and what comes of a try.
class CircuitTriesTest extends CircuitFixture {
    // --- trying the circuit of all ---

    @Test
    void twoAskersMayTryInEachCoolDownOneTryEach() {
        breaks(ANN, 3);
        pass(5);

        claims(EVE);
        assertFalse(mayProbe(EVE));
        pass(1);
        claims(ANN);

        assertFalse(mayProbe(EVE));
        assertFalse(mayProbe(ANN));
        assertFalse(mayProbe(BOB));
        assertEquals(now.plusSeconds(5), health.to(BOB).retryAt());
        pass(5);
        assertTrue(mayProbe(EVE));
    }

    @Test
    void withOneAskerThereIsOneTryInEachCoolDown() {
        breaks(ANN, 3);
        pass(5);
        claims(ANN);

        pass(4);
        assertFalse(mayProbe(ANN));
        pass(1);
        assertTrue(mayProbe(ANN));
    }

    @Test
    void whoseTriesAlwaysFailKeepsNobodyElseFromTrying() {
        breaks(ANN, 3);
        pass(5);
        for (int i = 0; i < 20; i++) {
            if (mayProbe(EVE)) {
                claims(EVE);
                probeFails(EVE);
            }
            assertTrue(mayProbe(ANN), "after " + i + " s");
            pass(1);
        }
        claims(ANN);
        probeAnswers(ANN);

        assertFalse(open(ANN));
        assertFalse(open(BOB));
    }

    @Test
    void whoseTriesNeverEndKeepsNobodyElseFromTrying() {
        breaks(ANN, 3);
        pass(5);
        for (int i = 0; i < 20; i++) {
            if (mayProbe(EVE)) {
                claims(EVE);
            }
            assertTrue(mayProbe(ANN), "after " + i + " s");
            pass(1);
        }
    }

    @Test
    void whoFailsWithATryWaitsLongerEachTimeAlsoAlone() {
        breaks(ANN, 3);
        for (int seconds : new int[] {5, 10, 20, 20}) {
            pass(seconds - 1);
            assertFalse(mayProbe(ANN), "before " + seconds);
            pass(1);
            claims(ANN);
            probeFails(ANN);
        }
        assertTrue(mayProbe(BOB));
    }

    @Test
    void theCoolDownOfAllGrowsOnceTwoHaveFailed() {
        breaks(ANN, 3);
        pass(5);
        claims(ANN);
        claims(BOB);

        probeFails(ANN);
        probeFails(BOB);

        assertEquals(now.plusSeconds(10), health.to("cid").retryAt());
    }

    @Test
    void itGrowsAtOnceWithAFailureThatNoRequestProvokes() {
        breaks(ANN, 3);
        pass(5);
        claims(ANN);

        see(new Failed("upstream_connect", 1, true, ANN, false));

        assertEquals(now.plusSeconds(10), health.to(BOB).retryAt());
    }

    // --- refusals ---

    @Test
    void aTryThatIsRefusedClosesTheAskersOwnCircuit() {
        fails(EVE, 3);
        pass(5);
        claims(EVE);

        see(new Refused(EVE));

        assertFalse(open(EVE));
    }

    @Test
    void aTryThatIsRefusedLeavesTheCircuitOfAllOpenToTheNextTry() {
        breaks(ANN, 3);
        pass(5);
        claims(EVE);

        see(new Refused(EVE));

        assertTrue(health.open(), "nobody can hold a broken channel's circuit closed by nonsense");
        claims(EVE);
        see(new Refused(EVE));
        claims(ANN);
        probeAnswers(ANN);
        assertFalse(health.open());
    }
}
