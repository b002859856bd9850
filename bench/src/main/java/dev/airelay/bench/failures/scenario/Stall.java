package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Finish;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.wire.Words;
import java.io.IOException;
import java.time.Duration;

/// A primary that falls silent for thirty seconds after a third of its answer.
final class Stall implements Scenario {
    @Override
    public String name() {
        return "stall";
    }

    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int UNTIL = 20;

    @Override
    public void play(Play play) throws IOException, InterruptedException {
        if (play.role() == Role.FALLBACK) {
            play.good();
        } else if (play.streamed()) {
            play.startStream();
            play.send(play.frames().opening());
            play.words(1, UNTIL);
            play.pause(SILENCE);
            play.words(UNTIL + 1, Words.COUNT);
            play.send(play.frames().closing(Words.COUNT, Finish.STOP));
            play.send(play.frames().end(Words.COUNT, Finish.STOP));
            play.finish();
        } else {
            String body = play.frames().whole();
            play.startWhole(body.length(), body.substring(0, body.length() / 3));
            play.pause(SILENCE);
            play.sendRest(body.substring(body.length() / 3));
        }
    }

    /// The stall begins next to the request, before which no time passes worth counting.
    @Override
    public void act(Stage stage, Checks checks) {
        Answer answer = stage.ask();
        checks.wholeOrExplicitError(answer);
        checks.within(Duration.ofSeconds(40), answer.took(), "the answer");
    }
}
