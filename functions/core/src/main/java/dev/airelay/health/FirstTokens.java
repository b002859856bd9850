package dev.airelay.health;

/// How long a channel takes to its first content, as the two askers saw it who were answered last.
/// Immutable.
///
/// The shorter of the two times holds for everybody else, so that the long prompts of one asker
/// make nobody else think that the channel is slow.
record FirstTokens(Seen latest, Seen before) {
    static final FirstTokens NONE = new FirstTokens(Seen.NOTHING, Seen.NOTHING);

    private static final double SMOOTHING = 0.8;

    /// @param by mark of the asker; [Mark#NONE] for the relay itself, whose probes are all alike
    /// @param millis smoothed; zero when there is none
    record Seen(String by, double millis) {
        static final Seen NOTHING = new Seen(Mark.NONE, 0);

        boolean known() {
            return millis > 0;
        }

        boolean isOf(String mark) {
            return known() && by.equals(mark);
        }
    }

    /// For one asker; zero when unknown.
    double of(String mark) {
        if (latest.isOf(mark)) {
            return latest.millis();
        }
        return before.isOf(mark) ? before.millis() : forAll();
    }

    private double forAll() {
        if (before.known()) {
            return Math.min(latest.millis(), before.millis());
        }
        return latest.isOf(Mark.NONE) ? latest.millis() : 0;
    }

    /// After so many answers that took so long on average. Who is new begins where the others are.
    FirstTokens with(String mark, double millis, int times) {
        double smooth = of(mark);
        double kept = smooth == 0 ? 0 : Math.pow(SMOOTHING, times);
        var seen = new Seen(mark, smooth * kept + millis * (1 - kept));
        return new FirstTokens(seen, latest.isOf(mark) ? before : latest);
    }
}
