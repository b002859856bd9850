package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;
import java.time.Duration;

/// A primary that takes requests and never answers.
final class NoResponse implements Scenario {
    @Override
    public String name() {
        return "no-response";
    }

    @Override
    public void play(Play play) throws IOException, InterruptedException {
        if (play.role() == Role.PRIMARY) {
            play.silence();
        } else {
            play.good();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Answer answer = stage.ask();
        checks.whole(answer);
        checks.within(Duration.ofSeconds(40), answer.took(), "the answer");
    }
}
