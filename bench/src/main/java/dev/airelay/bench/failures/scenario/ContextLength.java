package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;

/// A prompt that is too long for the model. No other upstream makes it shorter.
final class ContextLength implements Scenario {
    @Override
    public String name() {
        return "context-length";
    }

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.PRIMARY) {
            play.refuse(Refusal.tooLong(play.dialect()));
        } else {
            play.good();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Answer answer = stage.ask();
        checks.that(answer.status() == 400, "status " + answer.status() + ", not 400");
        checks.explicitError(answer);
        int primary = stage.journal().calls(Role.PRIMARY);
        int fallback = stage.journal().calls(Role.FALLBACK);
        checks.that(primary == 1, "the primary was called " + primary + " times");
        checks.that(fallback == 0, "the fallback was called " + fallback + " times");
    }
}
