package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.upstream.Play;
import dev.airelay.bench.failures.upstream.Refusal;
import dev.airelay.bench.failures.upstream.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A primary that is broken for a minute and well again afterwards, while a request comes every
/// second. Clients notice nothing; the primary is left in peace while it is broken, and used again
/// soon after.
final class Flap implements Scenario {
    private static final Duration OUTAGE = Duration.ofSeconds(60);
    private static final Duration UNTIL_OUT = Duration.ofSeconds(30);
    private static final Duration UNTIL_BACK = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int MOST_PROBES = 10;

    @Override
    public String name() {
        return "flap";
    }

    @Override
    public void play(Play play) throws IOException {
        boolean broken = play.sinceFirstCall().compareTo(OUTAGE) < 0;
        if (play.role() == Role.PRIMARY && broken) {
            play.refuse(Refusal.broken(play.dialect(), 500));
        } else {
            play.good();
        }
    }

    @Override
    public void act(Stage stage, Checks checks) throws InterruptedException {
        var answers = new ConcurrentLinkedQueue<Answer>();
        var back = new CountDownLatch(1);
        var askers = new ConcurrentLinkedQueue<Thread>();
        long end = System.nanoTime() + OUTAGE.plus(UNTIL_BACK).toNanos();
        boolean served = false;
        while (!served && System.nanoTime() < end) {
            askers.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                Answer answer = stage.ask();
                                answers.add(answer);
                                if (byPrimary(answer)) {
                                    back.countDown();
                                }
                            }));
            served = back.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
        }
        for (Thread asker : askers) {
            asker.join();
        }
        allWhole(List.copyOf(answers), checks);
        leftInPeace(stage, checks);
        checks.that(
                served,
                "the primary served nobody within "
                        + UNTIL_BACK.toSeconds()
                        + " s of its recovery");
    }

    private static void allWhole(List<Answer> answers, Checks checks) {
        List<String> failed =
                answers.stream()
                        .map(Checks::wholeProblem)
                        .filter(problem -> !problem.isEmpty())
                        .toList();
        checks.that(
                failed.isEmpty(),
                failed.size()
                        + " of "
                        + answers.size()
                        + " requests failed, one with: "
                        + failed.stream().findFirst().orElse("nothing"));
    }

    private static boolean byPrimary(Answer answer) {
        return answer.status() == 200 && answer.inputTokens() == Role.PRIMARY.inputTokens();
    }

    private static void leftInPeace(Stage stage, Checks checks) {
        long first = stage.journal().firstNanos().orElse(0);
        long calls =
                stage.journal().visits(Role.PRIMARY).stream()
                        .mapToLong(visit -> visit.startedNanos() - first)
                        .filter(nanos ->
                                nanos >= OUTAGE.minus(UNTIL_OUT).toNanos()
                                        && nanos < OUTAGE.toNanos())
                        .count();
        checks.that(
                calls <= MOST_PROBES,
                "the primary was called "
                        + calls
                        + " times in the last "
                        + UNTIL_OUT.toSeconds()
                        + " s of its outage");
    }
}
