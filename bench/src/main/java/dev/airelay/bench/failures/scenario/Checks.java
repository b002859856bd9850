package dev.airelay.bench.failures.scenario;

import dev.airelay.bench.failures.client.Answer;
import dev.airelay.bench.failures.client.Answer.Ending;
import dev.airelay.bench.failures.wire.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Collects what is wrong with what one cell saw. One thread.
public final class Checks {
    private final List<String> problems = new ArrayList<>();

    /// Passed when nothing is wrong; otherwise the reasons, the first of which is the telling one.
    public Verdict verdict() {
        return problems.isEmpty()
                ? new Verdict.Passed()
                : new Verdict.Failed(String.join("; ", problems));
    }

    /// @param problem what it means when this is not right
    public void that(boolean right, String problem) {
        if (!right) {
            problems.add(problem);
        }
    }

    void within(Duration limit, Duration took, String what) {
        that(
                took.compareTo(limit) <= 0,
                what + " took " + seconds(took) + ", more than " + seconds(limit));
    }

    static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1e3);
    }

    /// A right answer, complete in every way.
    void whole(Answer answer) {
        add(wholeProblem(answer));
    }

    /// An error that the client cannot take for an answer: a status with a body in the dialect, or
    /// an event of the dialect behind which no proper end comes.
    void explicitError(Answer answer) {
        add(errorProblem(answer));
    }

    void wholeOrExplicitError(Answer answer) {
        String notWhole = wholeProblem(answer);
        String notError = errorProblem(answer);
        if (!notWhole.isEmpty() && !notError.isEmpty()) {
            problems.add(
                    notWhole.equals(notError)
                            ? notWhole
                            : "no whole answer: " + notWhole + "; and no error: " + notError);
        }
    }

    private void add(String problem) {
        if (!problem.isEmpty()) {
            problems.add(problem);
        }
    }

    /// What keeps an answer from being whole; empty when nothing does.
    static String wholeProblem(Answer answer) {
        if (answer.fault().isPresent() || answer.status() != 200) {
            return "status " + answer.status() + faultOf(answer) + endOf(answer);
        }
        if (!answer.nonsense().isEmpty()) {
            return "data that is no JSON: " + answer.nonsense().getFirst();
        }
        String words = Words.problem(answer.text());
        if (!words.isEmpty()) {
            return words + endOf(answer);
        }
        if (!answer.endedProperly()) {
            return "the dialect's end is missing" + endOf(answer);
        }
        return answer.ending() == Ending.PROPER ? "" : "the body has no end" + endOf(answer);
    }

    private static String errorProblem(Answer answer) {
        if (!answer.nonsense().isEmpty()) {
            return "data that is no JSON: " + answer.nonsense().getFirst();
        }
        if (answer.fault().isEmpty()) {
            return "status " + answer.status() + " without an error in the dialect" + endOf(answer);
        }
        if (answer.endedProperly()) {
            return "a proper end beside the error";
        }
        return answer.status() == 200 && answer.ending() == Ending.SILENT
                ? "nothing ends the stream after its error"
                : "";
    }

    private static String faultOf(Answer answer) {
        return answer.fault()
                .map(fault -> ", error " + fault.kind() + " (" + fault.message() + ")")
                .orElse("");
    }

    private static String endOf(Answer answer) {
        return switch (answer.ending()) {
            case PROPER -> "";
            case BROKEN -> ", connection broken off";
            case SILENT -> ", then silence until " + seconds(answer.took());
            case LEFT -> ", the client left";
        };
    }
}
