package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;
import java.time.Duration;

/// A primary that answers nothing but 429.
final class PersistentRateLimit implements Scenario {
    @Override
    public String name() {
        return "persistent-429";
    }

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.PRIMARY) {
            play.refuse(Refusal.rateLimited(play.dialect(), 1));
        } else {
            play.good();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Answer answer = stage.ask();
        checks.whole(answer);
        checks.within(Duration.ofSeconds(15), answer.took(), "the answer");
        int calls = stage.journal().calls(Role.PRIMARY);
        checks.that(calls <= 3, "the primary was called " + calls + " times");
    }
}
