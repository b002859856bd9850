package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Finish;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import dev.airelay.bench.failures.wire.Words;
import java.io.IOException;

/// A primary that says everything, the reason for its end included, but not the frame that ends the
/// answer; in one piece, a body that only the end of the connection ends.
///
/// Responses and Messages may report that as an error. Chat with a finish reason is complete, and
/// so is a body in one piece.
final class NoEnd implements Scenario {
    @Override
    public String name() {
        return "no-end";
    }

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.FALLBACK) {
            play.good();
        } else if (play.streamed()) {
            play.startStream();
            play.send(play.frames().opening());
            play.words(1, Words.COUNT);
            play.send(play.frames().closing(Words.COUNT, Finish.STOP));
            play.finish();
        } else {
            play.wholeUntilClose(play.frames().whole());
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Answer answer = stage.ask();
        if (stage.cell().mode() == Mode.WHOLE || stage.cell().dialect() == Dialect.CHAT) {
            checks.whole(answer);
        } else {
            checks.wholeOrExplicitError(answer);
        }
    }
}
