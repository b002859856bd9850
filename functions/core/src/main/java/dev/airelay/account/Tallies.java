package dev.airelay.account;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which tallies requests belong to.
public final class Tallies {
    private static final List<Period> ALWAYS = List.of(Period.HOUR, Period.DAY);
    private static final List<Period> WITH_BUDGET =
            List.of(Period.HOUR, Period.DAY, Period.MONTH, Period.EVER);

    private Tallies() {}

    /// One tally's place.
    ///
    /// @param period the name of the stretch of time
    public record Place(Subject subject, Period kind, String period) {}

    /// What charges add to each tally, in an order that is the same for the same charges.
    public static Map<Place, Tally> of(List<Charge> charges) {
        var tallies = new LinkedHashMap<Place, Tally>();
        for (Charge charge : charges) {
            Tally tally = charge.tally();
            places(charge).forEach(place -> tallies.merge(place, tally, Tally::plus));
        }
        return tallies;
    }

    /// Each different from the others.
    static List<Place> places(Charge charge) {
        var names = new EnumMap<Period, String>(Period.class);
        for (Period kind : WITH_BUDGET) {
            names.put(kind, kind.of(charge.use().startedAt()));
        }
        var places = new ArrayList<Place>();
        for (Subject subject : charge.subjects()) {
            for (Period kind : periods(subject)) {
                places.add(new Place(subject, kind, names.getOrDefault(kind, "")));
            }
        }
        return places;
    }

    private static List<Period> periods(Subject subject) {
        return switch (subject.dimension()) {
            case USER, KEY -> WITH_BUDGET;
            case MODEL, CHANNEL, GROUP -> ALWAYS;
        };
    }
}
