package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;
import java.time.Duration;

/// A primary that is broken, and a fallback that does not take a conversation which ends with the
/// assistant's words.
final class Prefill implements Scenario {
    @Override
    public String name() {
        return "prefill";
    }

    @Override
    public void play(Play play) throws IOException {
        play.refuse(
                play.role() == Role.PRIMARY
                        ? Refusal.broken(play.dialect(), 500)
                        : Refusal.noPrefill(play.dialect()));
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Cell cell = stage.cell();
        Answer answer = stage.ask(Requests.prefilled(cell.dialect(), cell.mode(), stage.model()));
        checks.that(answer.status() >= 400, "status " + answer.status() + " of nowhere");
        checks.explicitError(answer);
        checks.within(Duration.ofSeconds(15), answer.took(), "the answer");
        for (Role role : Role.values()) {
            int calls = stage.journal().calls(role);
            checks.that(calls <= 3, "the " + role.label() + " was called " + calls + " times");
        }
    }
}
