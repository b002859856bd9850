package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Play;
import java.io.IOException;

/// Bodies that are made to hurt: each is refused, or answered where it is harmless, and the gateway
/// serves on.
final class Poisoned implements Scenario {
    @Override
    public String name() {
        return "poisoned";
    }

    @Override
    public void play(Play play) throws IOException {
        play.good();
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Cell cell = stage.cell();
        for (Poison poison : Poison.of(cell.dialect(), cell.mode(), stage.model())) {
            var one = new Checks();
            Answer answer = stage.ask(poison.body(), poison.headers());
            if (answer.status() == 200) {
                one.whole(answer);
            } else {
                one.that(answer.status() / 100 == 4, "status " + answer.status());
                one.explicitError(answer);
            }
            if (one.verdict() instanceof Verdict.Failed(String reason)) {
                checks.that(false, poison.name() + ": " + reason);
            }
        }
        checks.whole(stage.ask());
    }
}
