package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.upstream.Play;
import java.io.IOException;

/// Nothing goes wrong: tells whether a gateway speaks a dialect at all. Stands in no scorecard.
public final class Good implements Scenario {
    @Override
    public String name() {
        return "good";
    }

    @Override
    public void play(Play play) throws IOException {
        play.good();
    }

    @Override
    public void act(Stage stage, Checks checks) {
        checks.whole(stage.ask());
    }
}
