package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Finish;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Mode;
import dev.airelay.bench.failures.wire.Words;
import java.io.IOException;

/// A filter that stops a stream after ten words, and refuses an answer in one piece. It is told,
/// not got round.
final class ContentFilter implements Scenario {
    @Override
    public String name() {
        return "content-filter";
    }

    private static final int UNTIL = 10;

    @Override
    public void play(Play play) throws IOException {
        if (play.role() == Role.FALLBACK) {
            play.good();
        } else if (play.streamed()) {
            play.startStream();
            play.send(play.frames().opening());
            play.words(1, UNTIL);
            play.send(play.frames().closing(UNTIL, Finish.FILTERED));
            play.send(play.frames().end(UNTIL, Finish.FILTERED));
            play.finish();
        } else {
            play.refuse(Refusal.filtered(play.dialect()));
        }
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Answer answer = stage.ask();
        if (stage.cell().mode() == Mode.STREAM) {
            stopped(stage.cell().dialect(), answer, checks);
        } else {
            refused(stage.cell().dialect(), answer, checks);
        }
        int fallback = stage.journal().calls(Role.FALLBACK);
        checks.that(fallback == 0, "the fallback was called " + fallback + " times");
    }

    private static void stopped(Dialect dialect, Answer answer, Checks checks) {
        String wanted = dialect == Dialect.MESSAGES ? "refusal" : "content_filter";
        checks.that(answer.status() == 200, "status " + answer.status());
        checks.that(
                answer.finishReason().equals(wanted),
                "the reason to finish is \"" + answer.finishReason() + "\", not " + wanted);
        checks.that(answer.endedProperly(), "the dialect's end is missing");
        checks.that(
                answer.text().equals(Words.text(UNTIL)), "the text is another: " + answer.text());
    }

    private static void refused(Dialect dialect, Answer answer, Checks checks) {
        checks.that(answer.status() == 400, "status " + answer.status() + ", not 400");
        checks.explicitError(answer);
        boolean told =
                answer.fault()
                        .map(fault ->
                                dialect == Dialect.MESSAGES
                                        ? fault.message().contains("content filtering")
                                        : fault.kind().equals("content_filter"))
                        .orElse(false);
        checks.that(told, "the error does not tell of the filter");
    }
}
