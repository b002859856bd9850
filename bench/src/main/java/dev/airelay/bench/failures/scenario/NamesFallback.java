package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;

/// A primary that is away: the answer tells who served it, and whose usage it reports.
final class NamesFallback implements Scenario {
    @Override
    public String name() {
        return "names-fallback";
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
        Answer answer = stage.ask();
        checks.whole(answer);
        checks.that(
                stage.naming().namesFallback(answer),
                "the answer names \"" + stage.naming().told(answer) + "\", not the fallback");
        checks.that(
                answer.inputTokens() == Role.FALLBACK.inputTokens()
                        && answer.outputTokens() == Role.FALLBACK.outputTokens(),
                "usage "
                        + answer.inputTokens()
                        + " + "
                        + answer.outputTokens()
                        + " is not the fallback's");
    }
}
