package dev.airelay.health;

import dev.airelay.health.FirstTokens.Seen;
import dev.airelay.health.Rests.Rest;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/// Notes as long as they get.
final class Notes {
    /// Much longer than any of a failure that there is.
    private static final String REASON = "upstream_timeout_first_token_and_more";

    private static final String MARK = Long.toUnsignedString(-1, Character.MAX_RADIX);
    private static final Instant LATE = Instant.parse("2099-12-31T23:59:59.999Z");
    private static final double MUCH = 9_999_999.999;

    private Notes() {}

    static String longest() {
        var circuit = new Circuit(LATE, 999_999_999);
        return HealthText.write(
                new Health(
                        MUCH,
                        MUCH,
                        MUCH,
                        LATE,
                        new SharedCircuit(circuit, MARK, LATE),
                        REASON,
                        LATE,
                        LATE,
                        new FirstTokens(full(FirstTokens.MOST, new Seen(MARK, MUCH))),
                        new Askers(
                                full(
                                        Askers.MOST,
                                        new AskerHealth(MARK, MUCH, MUCH, MUCH, circuit))),
                        new Rests(full(Rests.MOST, new Rest(MARK, MARK, LATE)))));
    }

    private static <T> List<T> full(int size, T one) {
        return Collections.nCopies(size, one);
    }
}
