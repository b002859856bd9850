package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;

/// A primary that answers nothing but 503.
final class PersistentlyUnavailable implements Scenario {
    @Override
    public String name() {
        return "persistent-503";
    }

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.PRIMARY) {
            play.refuse(Refusal.broken(play.dialect(), 503));
        } else {
            play.good();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        checks.whole(stage.ask());
    }
}
