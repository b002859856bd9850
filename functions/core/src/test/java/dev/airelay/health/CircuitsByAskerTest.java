package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.Observation.Answered;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Whom failures close a channel to.
class CircuitsByAskerTest extends CircuitFixture {
    // --- one asker ---

    @Test
    void whatAnAskerMayHaveProvokedClosesTheChannelToThatAskerAlone() {
        fails(EVE, 50);

        assertTrue(open(EVE));
        assertFalse(open(ANN));
        assertFalse(open(RELAY));
        assertFalse(health.open());
        assertEquals(Instant.EPOCH, health.to(ANN).retryAt());
        assertEquals(1, health.to(ANN).score(now));
        assertTrue(health.to(EVE).score(now) < 0.1);
        assertEquals(Instant.EPOCH, health.failingSince());
    }

    @Test
    void anAskersOwnCircuitOpensAsThatOfAll() {
        fails(EVE, 2);
        assertFalse(open(EVE));
        fails(EVE, 1);
        assertTrue(open(EVE));
        assertEquals(now.plusSeconds(5), health.to(EVE).retryAt());

        health = Health.UNKNOWN;
        see(new Answered(1_000, 300, false, EVE));
        fails(EVE, 4);
        assertFalse(open(EVE));
        fails(EVE, 1);
        assertTrue(open(EVE));
    }

    @Test
    void anAskersOwnTriesLengthenItsOwnCoolDownAndTheFirstAnswerClosesIt() {
        fails(EVE, 3);
        for (int seconds : new int[] {5, 10, 20, 20}) {
            pass(seconds - 1);
            assertFalse(mayProbe(EVE), "before " + seconds);
            pass(1);
            claims(EVE);
            assertFalse(mayProbe(EVE), "one try at a time");
            probeFails(EVE);
        }
        pass(20);
        claims(EVE);

        probeAnswers(EVE);

        assertFalse(open(EVE));
        fails(EVE, 2);
        assertFalse(open(EVE), "what was before it opened is forgotten");
    }

    @Test
    void answersToOthersNeitherCloseItNorKeepItFromOpening() {
        for (int i = 0; i < 3; i++) {
            fails(EVE, 1);
            answers(ANN);
        }
        assertTrue(open(EVE));

        answers(ANN);
        assertTrue(open(EVE));
    }

    @Test
    void anAnswerToTheAskerEndsItsRun() {
        fails(EVE, 2);
        answers(EVE);
        fails(EVE, 2);

        assertFalse(open(EVE));
    }

    @Test
    void whatNoRequestProvokesAndWhatOneMayAddUpForTheAsker() {
        breaks(EVE, 1);
        fails(EVE, 2);

        assertTrue(open(EVE));
        assertFalse(open(ANN));

        health = Health.UNKNOWN;
        fails(EVE, 2);
        breaks(EVE, 1);

        assertTrue(open(EVE));
        assertFalse(open(ANN));
    }

    @Test
    void aFailureThatNoRequestProvokesIsNotedForAllAlone() {
        breaks(EVE, 2);

        assertEquals(Askers.NONE, health.askers());
    }

    @Test
    void aTryOfWhatHasClosedMeanwhileIsOneFailure() {
        breaks(ANN, 3);
        pass(5);
        claims(ANN);
        claims(BOB);
        probeAnswers(BOB);

        probeFails(ANN);

        assertFalse(open(ANN));
    }

    @Test
    void whoFailedAFewTimesIsForgottenWhenThatHasFaded() {
        fails(EVE, 2);
        answers(EVE);
        pass(180);

        answers(ANN);

        assertEquals(Askers.NONE, health.askers());
    }

    // --- everybody ---

    @Test
    void whatNoRequestCanProvokeClosesItToEverybody() {
        breaks(EVE, 3);

        assertTrue(open(EVE));
        assertTrue(open(ANN));
        assertTrue(open(RELAY));
        assertEquals(now, health.failingSince());
    }

    @Test
    void twoAskersWhoBothFailTwiceCloseItToEverybody() {
        fails(ANN, 2);
        fails(BOB, 1);
        assertFalse(health.open());

        fails(BOB, 1);

        assertTrue(health.open());
        assertTrue(open("who never asked"));
        assertEquals(now, health.failingSince());
    }

    @Test
    void manyAskersWhoFailOnceEachCloseIt() {
        fails(ANN, 1);
        fails(BOB, 1);
        assertFalse(health.open());

        fails("cid", 1);

        assertTrue(health.open());
    }

    @Test
    void amongManyAnswersItTakesThreeFailuresOfTheOthers() {
        see(new Answered(1_000, 300, false, ANN));
        fails(EVE, 50);
        fails(BOB, 2);
        assertFalse(health.open());

        fails(BOB, 1);

        assertTrue(health.open());
    }

    @Test
    void oneAskersManyFailuresAndAnothersSingleOneDoNotCloseIt() {
        fails(EVE, 50);
        fails(ANN, 1);
        assertFalse(health.open());
        answers(BOB);
        fails(EVE, 50);
        fails(ANN, 1);

        assertFalse(health.open());
        assertFalse(open(ANN));
    }

    @Test
    void anAnswerToAnybodyEndsWhatAskersHaveInCommon() {
        fails(ANN, 2);
        fails(BOB, 1);
        answers("cid");
        fails(BOB, 1);

        assertFalse(health.open());
    }

    @Test
    void onceTheRelaysOwnProbeFailsTooWhatOneAskerSawCounts() {
        fails(EVE, 50);
        assertFalse(health.open());

        probeFails(RELAY);

        assertTrue(health.open());
        assertEquals(now, health.failingSince(), "and no earlier");
    }

    @Test
    void oneFailedProbeOfTheRelaysAloneDoesNot() {
        fails(EVE, 50);
        answers(ANN);
        probeFails(RELAY);

        assertFalse(health.open());
    }

    @Test
    void aGoodProbeOfTheRelaysClosesEverything() {
        fails(EVE, 5);
        fails(ANN, 5);
        assertTrue(health.open());

        probeAnswers(RELAY);

        for (String asker : new String[] {ANN, BOB, EVE, RELAY}) {
            assertFalse(open(asker), asker);
        }

        fails(EVE, 5);
        probeAnswers(RELAY);
        assertFalse(open(EVE));
    }

    @Test
    void ofTheOthersFailuresTheirsWhoHasMostAreLeftOutOfAnAskersScore() {
        fails(EVE, 9);
        fails(ANN, 2);
        fails(BOB, 1);

        assertEquals(3, health.to(ANN).failures());
        assertEquals(3, health.to(BOB).failures());
        assertEquals(10, health.to(EVE).failures(), "nine, and those of all others but ann");
        assertEquals(3, health.to("cid").failures());
    }

    // --- how much is kept ---

    @Test
    void aCrowdOfAskersPushesOutNobodyWhoseFailuresCountNow() {
        for (int i = 0; i < 100; i++) {
            fails("crowd" + i, 5);
            answers(ANN);
        }
        assertEquals(Askers.MOST, health.askers().all().size());
        assertFalse(health.open());
        assertFalse(open(BOB));

        fails(BOB, 2);
        fails("cid", 2);
        fails("dan", 1);

        assertTrue(health.open(), "the failures of honest askers are seen among the crowd's");
    }

    @Test
    void aCrowdsFailuresKeepNoAskersOwnCircuitFromOpening() {
        for (int i = 0; i < 100; i++) {
            fails("crowd" + i, 5);
            answers(ANN);
            if (i % 4 == 0) {
                fails(BOB, 1);
                answers(ANN);
            }
        }

        assertTrue(open(BOB));
    }
}
