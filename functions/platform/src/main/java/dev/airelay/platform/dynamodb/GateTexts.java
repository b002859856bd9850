package dev.airelay.platform.dynamodb;

import dev.airelay.money.Nanos;
import dev.airelay.quota.Hold;
import dev.airelay.quota.Spending;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// Holds and sums as short texts, since a row costs by the kilobyte. Moments are microseconds since
/// 1970.
final class GateTexts {
    private static final String BETWEEN = "|";
    private static final int HOLD_FIELDS = 7;

    private GateTexts() {}

    /// Key ids have no bar in them; a model's name, which comes last, may.
    static String text(Hold hold) {
        return String.join(
                BETWEEN,
                Long.toString(hold.amount().value()),
                Long.toString(hold.day()),
                Long.toString(micros(hold.leaseEnd())),
                hold.settled() ? Long.toString(micros(hold.settledAt())) : "",
                hold.booked() ? "b" : "",
                hold.keyId(),
                hold.model());
    }

    static Hold hold(String userId, String requestId, String text) {
        String[] parts = text.split("\\|", HOLD_FIELDS);
        return new Hold(
                requestId,
                userId,
                parts[5],
                parts[6],
                new Nanos(Long.parseLong(parts[0])),
                Long.parseLong(parts[1]),
                instant(Long.parseLong(parts[2])),
                parts[3].isEmpty() ? Instant.MAX : instant(Long.parseLong(parts[3])),
                !parts[4].isEmpty());
    }

    static String text(Spending spent) {
        return String.join(
                BETWEEN,
                Long.toString(spent.day()),
                Long.toString(spent.inDay().value()),
                Long.toString(spent.month()),
                Long.toString(spent.inMonth().value()),
                Long.toString(spent.ever().value()));
    }

    static Spending spending(String text) {
        long[] parts = Arrays.stream(text.split("\\|", -1)).mapToLong(Long::parseLong).toArray();
        return new Spending(
                parts[0], new Nanos(parts[1]), parts[2], new Nanos(parts[3]), new Nanos(parts[4]));
    }

    static long micros(Instant when) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, when);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
