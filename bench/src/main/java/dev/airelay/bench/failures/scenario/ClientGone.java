package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Finish;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Visit;
import dev.airelay.bench.failures.wire.Mode;
import dev.airelay.bench.failures.wire.Words;
import java.io.IOException;
import java.time.Duration;

/// A client that leaves in mid-stream. Whoever writes on for nobody spends for nobody.
final class ClientGone implements Scenario {
    @Override
    public String name() {
        return "client-gone";
    }

    private static final Duration BETWEEN_WORDS = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final int UNTIL = 10;

    @Override
    public boolean covers(Mode mode) {
        return mode == Mode.STREAM;
    }

    @Override
    public void play(Play play) throws IOException, InterruptedException {
        play.startStream();
        play.send(play.frames().opening());
        for (int number = 1; number <= Words.COUNT; number++) {
            play.words(number, number);
            play.pause(BETWEEN_WORDS);
        }
        play.send(play.frames().closing(Words.COUNT, Finish.STOP));
        play.send(play.frames().end(Words.COUNT, Finish.STOP));
        play.finish();
    }

    @Override
    public void act(Stage stage, Checks checks) throws InterruptedException {
        Answer answer = stage.askUntil(so -> so.text().length() >= Words.text(UNTIL).length());
        if (answer.ending() != Answer.Ending.LEFT) {
            checks.that(false, "the client got no " + UNTIL + " words to leave after");
            return;
        }
        for (Visit visit : stage.journal().visits()) {
            boolean over = visit.awaitEnd(BETWEEN_WORDS.multipliedBy(Words.COUNT));
            checks.that(
                    over && visit.abandonedNanos().isPresent(),
                    "the " + visit.role().label() + " was listened to until its end");
            visit.abandonedNanos()
                    .ifPresent(nanos ->
                            checks.within(
                                    LIMIT,
                                    Duration.ofNanos(nanos - answer.endNanos()),
                                    "closing the call to the " + visit.role().label()));
        }
    }
}
