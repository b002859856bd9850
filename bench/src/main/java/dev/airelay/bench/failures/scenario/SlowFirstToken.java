package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Finish;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Role;
import dev.airelay.bench.failures.wire.Dialect;
import dev.airelay.bench.failures.wire.Words;
import java.io.IOException;
import java.time.Duration;

/// A primary that thinks for twenty seconds. Its streams begin at once, with whatever the dialect
/// has to say before the first word; Chat has nothing.
final class SlowFirstToken implements Scenario {
    @Override
    public String name() {
        return "slow-first-token";
    }

    private static final Duration THOUGHT = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @Override
    public void play(Play play) throws IOException, InterruptedException {
        if (play.role() == Role.FALLBACK) {
            play.good();
        } else if (play.streamed()) {
            stream(play);
        } else {
            play.pause(THOUGHT);
            play.good();
        }
    }

    private static void stream(Play play) throws IOException, InterruptedException {
        play.startStream();
        if (play.dialect() != Dialect.CHAT) {
            play.send(play.frames().opening());
        }
        play.pause(THOUGHT);
        if (play.dialect() == Dialect.CHAT) {
            play.send(play.frames().opening());
        }
        play.words(1, Words.COUNT);
        play.send(play.frames().closing(Words.COUNT, Finish.STOP));
        play.send(play.frames().end(Words.COUNT, Finish.STOP));
        play.finish();
    }

    @Override
    public void act(Stage stage, Checks checks) {
        Answer answer = stage.ask();
        checks.whole(answer);
        checks.within(LIMIT, answer.firstContent().orElse(answer.took()), "the first content");
    }
}
