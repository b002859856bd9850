package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.wire.Mode;
import java.io.IOException;
import java.time.Duration;

/// A primary whose answers break off after 40 of 60 words, with a FIN. A truncated answer that
/// looks complete is the worst that can come of it.
final class Cut implements Scenario {
    @Override
    public String name() {
        return "cut";
    }

    private static final int UNTIL = 40;

    /// So that what came and what did not can be told apart.
    private static final Duration UNTIL_READ = Duration.ofMillis(100);

    @Override
    public void play(Play play) throws IOException, InterruptedException {
        if (play.role() == Role.FALLBACK) {
            play.good();
        } else if (play.streamed()) {
            play.startStream();
            play.send(play.frames().opening());
            play.words(1, UNTIL);
            play.pause(UNTIL_READ);
            play.close();
        } else {
            String body = play.frames().whole();
            play.startWhole(body.length(), body.substring(0, body.length() * 2 / 3));
            play.close();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Answer answer = stage.ask();
        boolean refused = stage.cell().mode() == Mode.WHOLE && answer.status() >= 400;
        if (!refused) {
            checks.wholeOrExplicitError(answer);
        }
    }
}
