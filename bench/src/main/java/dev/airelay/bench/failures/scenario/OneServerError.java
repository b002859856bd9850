package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;

/// A primary that fails once.
final class OneServerError implements Scenario {
    @Override
    public String name() {
        return "one-500";
    }

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.PRIMARY && play.number() == 1) {
            play.refuse(Refusal.broken(play.dialect(), 500));
        } else {
            play.good();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        checks.whole(stage.ask());
    }
}
