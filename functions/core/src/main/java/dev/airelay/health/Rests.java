package dev.airelay.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What of a channel rests, by whom it was noted and until when. Immutable.
///
/// A rest that no request can have provoked holds for everybody; any other one for the asker who
/// met with it, and for everybody once two askers did. Of more rests than are kept those of one
/// asker that end soonest go first, so that nobody pushes out what holds for all.
///
/// @param all one each of a thing and an asker
record Rests(List<Rest> all) {
    static final Rests NONE = new Rests(List.of());

    static final int MOST = 24;
    static final int MOST_OF_ONE_ASKER = 8;

    private static final int TWO = 2;

    Rests {
        all = List.copyOf(all);
    }

    /// @param what [RestTarget#mark()]
    /// @param by mark of the asker; [ShortHash#NONE] when it holds for everybody
    record Rest(String what, String by, Instant until) {
        boolean forAll() {
            return by.equals(ShortHash.NONE);
        }

        boolean isOf(Rest other) {
            return what.equals(other.what) && by.equals(other.by);
        }
    }

    /// Whether it rests for this asker.
    boolean holds(RestTarget what, String by, Instant now) {
        if (all.isEmpty()) {
            return false;
        }
        String mark = what.mark();
        int askers = 0;
        for (Rest rest : all) {
            if (rest.what().equals(mark) && now.isBefore(rest.until())) {
                if (rest.forAll() || rest.by().equals(by)) {
                    return true;
                }
                askers++;
            }
        }
        return askers >= TWO;
    }

    /// With one more, or a longer one of those that are there; without those that are over.
    Rests with(Rest more, Instant now) {
        var kept = new ArrayList<Rest>();
        Rest longest = more;
        for (Rest rest : all) {
            if (!now.isBefore(rest.until())) {
                continue;
            }
            if (!rest.isOf(more)) {
                kept.add(rest);
            } else if (rest.until().isAfter(longest.until())) {
                longest = rest;
            }
        }
        kept.add(longest);
        if (!more.forAll()) {
            shorten(
                    kept,
                    kept.stream().filter(rest -> rest.by().equals(more.by())).toList(),
                    MOST_OF_ONE_ASKER);
        }
        shorten(kept, kept, MOST);
        return new Rests(kept);
    }

    private static void shorten(List<Rest> kept, List<Rest> among, int most) {
        if (among.size() > most) {
            kept.remove(
                    among.stream()
                            .min(Comparator.comparing(Rest::forAll).thenComparing(Rest::until))
                            .orElseThrow());
        }
    }
}
