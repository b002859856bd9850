package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;

/// A primary that resets each connection instead of answering.
final class Reset implements Scenario {
    @Override
    public String name() {
        return "reset";
    }

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.PRIMARY) {
            play.reset();
        } else {
            play.good();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        checks.whole(stage.ask());
    }
}
