package dev.airelay.health;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.health.Observation.Answered;
import dev.airelay.health.Observation.Failed;
import java.time.Instant;

/// One channel, and what its askers see of it.
abstract class CircuitFixture {
    static final String ANN = "ann";
    static final String BOB = "bob";
    static final String EVE = "eve";
    static final String RELAY = "";

    Instant now = Instant.parse("2026-11-21T00:00:00Z");
    Health health = Health.UNKNOWN;

    void see(Observation seen) {
        health = health.after(seen, now);
    }

    void fails(String asker, int times) {
        for (int i = 0; i < times; i++) {
            see(new Failed("upstream_status", 1, false, asker, true));
        }
    }

    void breaks(String asker, int times) {
        for (int i = 0; i < times; i++) {
            see(new Failed("upstream_connect", 1, false, asker, false));
        }
    }

    void answers(String asker) {
        see(new Answered(1, 300, false, asker));
    }

    void probeAnswers(String asker) {
        see(new Answered(1, -1, true, asker));
    }

    void probeFails(String asker) {
        see(new Failed("upstream_status", 1, true, asker, true));
    }

    void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    boolean open(String asker) {
        return health.to(asker).open();
    }

    boolean mayProbe(String asker) {
        return health.to(asker).mayProbe(now);
    }

    void claims(String asker) {
        assertTrue(mayProbe(asker), asker);
        health = health.probing(asker, now);
    }
}
