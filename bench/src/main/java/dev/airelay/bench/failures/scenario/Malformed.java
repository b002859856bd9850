package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.upstream.Finish;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.wire.Words;
import java.io.IOException;

/// A primary that sends a line which is no JSON in mid-stream; in one piece, a body that is none.
final class Malformed implements Scenario {
    @Override
    public String name() {
        return "malformed";
    }

    private static final int UNTIL = 30;

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.FALLBACK) {
            play.good();
        } else if (play.streamed()) {
            play.startStream();
            play.send(play.frames().opening());
            play.words(1, UNTIL);
            play.send("data: {\"id\":\"broken\",\"choices\":[{\"ind\n\n");
            play.words(UNTIL + 1, Words.COUNT);
            play.send(play.frames().closing(Words.COUNT, Finish.STOP));
            play.send(play.frames().end(Words.COUNT, Finish.STOP));
            play.finish();
        } else {
            String body = play.frames().whole();
            play.whole(body.substring(0, body.length() / 2));
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        checks.wholeOrExplicitError(stage.ask());
    }
}
