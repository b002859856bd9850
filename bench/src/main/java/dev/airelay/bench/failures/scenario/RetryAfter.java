package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.upstream.Visit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// One 429 that says when to come back. Until then the primary is left alone.
final class RetryAfter implements Scenario {
    @Override
    public String name() {
        return "retry-after";
    }

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.PRIMARY && play.number() == 1) {
            play.refuse(Refusal.rateLimited(play.dialect(), 1));
        } else {
            play.good();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        checks.whole(stage.ask());
        List<Visit> calls = stage.journal().visits(Role.PRIMARY);
        if (calls.size() > 1) {
            long nanos = calls.get(1).startedNanos() - calls.getFirst().startedNanos();
            checks.that(
                    nanos >= Duration.ofSeconds(1).toNanos(),
                    "the primary was called again after " + nanos / 1_000_000 + " ms");
        }
    }
}
