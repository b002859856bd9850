package dev.airelay.account;

import static dev.airelay.account.AccountStoreContract.NOON;
import static dev.airelay.account.AccountStoreContract.agrees;
import static dev.airelay.account.AccountStoreContract.charge;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every [TallyStore] does that counts what an [AccountStore] books.
public interface TallyStoreContract {
    /// Books what is counted.
    AccountStore store();

    TallyStore tallies();

    @Test
    default void eachChargeIsCountedOnceInEachOfItsTallies() {
        var one = charge("tallied-1", "tallied", 100);
        var two =
                new Charge(
                        "tallied-2",
                        "tallied",
                        new Nanos(11),
                        NOON.plusSeconds(1_000_000_000),
                        new Charge.Use(
                                NOON.plusSeconds(3600),
                                "key-of-tallied",
                                "model-tallied",
                                "",
                                "group-tallied",
                                false,
                                Tokens.NONE,
                                3));
        store().charge(List.of(one, two), NOON);
        store().charge(List.of(two, one), NOON);

        var both = new Tally(2, 1, new Tokens(1, 2, 3, 4, 5, 6), new Nanos(111), 10);
        var second = new Tally(1, 1, Tokens.NONE, new Nanos(11), 3);
        var user = new Subject(Subject.Dimension.USER, "tallied");
        var key = Subject.key("tallied", "key-of-tallied");
        for (Subject subject : List.of(user, key)) {
            assertEquals(second, tallies().tally(subject, Period.HOUR, "2026-11-21T13"));
            assertEquals(both, tallies().tally(subject, Period.DAY, "2026-11-21"));
            assertEquals(both, tallies().tally(subject, Period.MONTH, "2026-11"));
            assertEquals(both, tallies().tally(subject, Period.EVER, "ever"));
        }
        var model = new Subject(Subject.Dimension.MODEL, "model-tallied");
        assertEquals(second, tallies().tally(model, Period.DAY, "2026-11-21"));
        assertEquals(Tally.NONE, tallies().tally(model, Period.MONTH, "2026-11"));
        var group = new Subject(Subject.Dimension.GROUP, "group-tallied");
        assertEquals(second, tallies().tally(group, Period.HOUR, "2026-11-21T13"));
        assertEquals(
                Tally.NONE,
                tallies()
                        .tally(
                                new Subject(Subject.Dimension.CHANNEL, ""),
                                Period.DAY,
                                "2026-11-21"));
    }

    /// Whatever comes again, in whatever order and with whatever borders: every sum is that of the
    /// different requests.
    @Test
    default void whateverComesAgainTalliesAreTheSumOfTheCharges() {
        var random = new Random(7);
        var all = new ArrayList<Charge>();
        for (int i = 0; i < 60; i++) {
            all.add(anywhere("again-" + i, random));
        }
        for (int pass = 0; pass < 3; pass++) {
            Collections.shuffle(all, random);
            for (int from = 0; from < all.size(); from += 7) {
                int to = Math.min(all.size(), from + 1 + random.nextInt(12));
                store().charge(all.subList(from, to), NOON);
            }
        }
        store().charge(all.subList(0, 30), NOON);
        store().charge(all.subList(30, 60), NOON);

        var expected = new HashMap<Tallies.Place, Tally>();
        for (Charge charge : all) {
            Tallies.places(charge)
                    .forEach(place -> expected.merge(place, charge.tally(), Tally::plus));
        }
        expected.forEach((place, tally) ->
                assertEquals(
                        tally,
                        tallies().tally(place.subject(), place.kind(), place.period()),
                        place::toString));
        agrees(store(), "again", -all.stream().mapToLong(one -> one.cost().value()).sum());
    }

    /// A request of one user with one of nine keys, at one of many hours of three days in two
    /// months.
    private static Charge anywhere(String request, Random random) {
        Instant started =
                Instant.parse("2026-10-30T21:00:00Z").plusSeconds(random.nextInt(3 * 24 * 3600));
        return new Charge(
                request,
                "again",
                new Nanos(random.nextInt(1_000)),
                NOON.plusSeconds(1_000_000_000),
                new Charge.Use(
                        started,
                        "again-key-" + random.nextInt(9),
                        "again-model-" + random.nextInt(3),
                        "again-channel-" + random.nextInt(2),
                        random.nextBoolean() ? "again-group" : "",
                        random.nextBoolean(),
                        new Tokens(
                                random.nextInt(9),
                                0,
                                random.nextInt(9),
                                0,
                                random.nextInt(9),
                                random.nextInt(9)),
                        random.nextInt(99)));
    }
}
