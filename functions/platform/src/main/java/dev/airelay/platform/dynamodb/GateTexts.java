package dev.airelay.platform.dynamodb;

import dev.airelay.money.Nanos;
import dev.airelay.quota.Hold;
import dev.airelay.quota.Spending;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds and sums as short texts, since a row costs by the kilobyte. Moments are microseconds since
/// 1970.
final class GateTexts {
    private static final String BETWEEN = "|";
    private static final Pattern HOLD =
            Pattern.compile(
                    "(?<amount>\\d{1,18})\\|(?<day>\\d{1,18})\\|(?<lease>\\d{1,18})"
                            + "\\|(?<reconciled>\\d{0,18})\\|(?<booked>b?)"
                            + "\\|(?<key>[^|]*)\\|(?<model>.*)",
                    Pattern.DOTALL);
    private static final Pattern SPENDING = Pattern.compile("-?\\d{1,18}(\\|-?\\d{1,18}){4}");

    private GateTexts() {}

    /// Key ids have no bar in them; a model's name, which comes last, may.
    static String text(Hold hold) {
        return String.join(
                BETWEEN,
                Long.toString(hold.amount().value()),
                Long.toString(hold.day()),
                Long.toString(micros(hold.leaseEnd())),
                hold.reconciled() ? Long.toString(micros(hold.reconciledAt())) : "",
                hold.booked() ? "b" : "",
                hold.keyId(),
                hold.model());
    }

    /// Empty for what this version would not write.
    static Optional<Hold> hold(String userId, String requestId, String text) {
        Matcher parts = HOLD.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String reconciled = parts.group("reconciled");
        return Optional.of(
                new Hold(
                        requestId,
                        userId,
                        parts.group("key"),
                        parts.group("model"),
                        new Nanos(Long.parseLong(parts.group("amount"))),
                        Long.parseLong(parts.group("day")),
                        instant(Long.parseLong(parts.group("lease"))),
                        reconciled.isEmpty() ? Instant.MAX : instant(Long.parseLong(reconciled)),
                        !parts.group("booked").isEmpty()));
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

    /// Empty for what this version would not write.
    static Optional<Spending> spending(String text) {
        if (!SPENDING.matcher(text).matches()) {
            return Optional.empty();
        }
        long[] parts = Arrays.stream(text.split("\\|", -1)).mapToLong(Long::parseLong).toArray();
        return Optional.of(
                new Spending(
                        parts[0],
                        new Nanos(parts[1]),
                        parts[2],
                        new Nanos(parts[3]),
                        new Nanos(parts[4])));
    }

    static long micros(Instant when) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, when);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
