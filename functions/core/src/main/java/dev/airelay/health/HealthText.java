package dev.airelay.health;

import dev.airelay.health.FirstTokens.Seen;
import dev.airelay.health.Rests.Rest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A [Health] as the short text in which it is kept, such as
/// `2|12.5|0.25|0|1763726400000|0:0::0|upstream_reset|0|0|3f:310|3f:2:2:1:0:0|9k:3f:1763726460000`:
/// the sums, the circuit, the first-token times, askers and rests.
///
/// Sums are rounded to thousandths. A text of another version, or one that makes no sense, is read
/// as [Health#UNKNOWN]: what it said is found out again soon.
final class HealthText {
    private static final String VERSION = "2";
    private static final int FIELDS = 12;

    private HealthText() {}

    static String write(Health health) {
        return String.join(
                "|",
                VERSION,
                number(health.good()),
                number(health.bad()),
                number(health.run()),
                moment(health.at()),
                write(health.circuit()),
                health.reason().replace('|', '_'),
                moment(health.failingSince()),
                moment(health.checkedAt()),
                list(health.firstTokens().latest(), HealthText::write),
                list(health.askers().all(), HealthText::write),
                list(health.rests().all(), HealthText::write));
    }

    private static <T> String list(List<T> all, Function<T, String> write) {
        return all.stream().map(write).collect(Collectors.joining(","));
    }

    private static String write(SharedCircuit shared) {
        return String.join(
                ":", write(shared.circuit()), shared.triedBy(), moment(shared.triedAt()));
    }

    private static String write(Circuit circuit) {
        return moment(circuit.retryAt()) + ":" + circuit.trips();
    }

    private static String write(Seen seen) {
        return seen.by() + ":" + number(seen.millis());
    }

    private static String write(AskerHealth asker) {
        return String.join(
                ":",
                asker.mark(),
                number(asker.bad()),
                number(asker.run()),
                number(asker.runOfAll()),
                write(asker.circuit()));
    }

    private static String write(Rest rest) {
        return String.join(":", rest.what(), rest.by(), moment(rest.until()));
    }

    static Health read(String text) {
        String[] fields = text.split("\\|", -1);
        if (fields.length != FIELDS || !fields[0].equals(VERSION)) {
            return Health.UNKNOWN;
        }
        try {
            return new Health(
                    Double.parseDouble(fields[1]),
                    Double.parseDouble(fields[2]),
                    Double.parseDouble(fields[3]),
                    moment(fields[4]),
                    shared(fields[5].split(":", -1)),
                    fields[6],
                    moment(fields[7]),
                    moment(fields[8]),
                    new FirstTokens(list(fields[9], HealthText::seen)),
                    new Askers(list(fields[10], HealthText::asker)),
                    new Rests(list(fields[11], HealthText::rest)));
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            return Health.UNKNOWN;
        }
    }

    private static <T> List<T> list(String text, Function<String[], T> read) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(one -> read.apply(one.split(":", -1)))
                        .toList();
    }

    private static SharedCircuit shared(String[] parts) {
        return new SharedCircuit(circuit(parts, 0), parts[2], moment(parts[3]));
    }

    private static Circuit circuit(String[] parts, int from) {
        return new Circuit(moment(parts[from]), Integer.parseInt(parts[from + 1]));
    }

    private static Seen seen(String[] parts) {
        return new Seen(parts[0], Double.parseDouble(parts[1]));
    }

    private static AskerHealth asker(String[] parts) {
        return new AskerHealth(
                parts[0],
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                circuit(parts, 4));
    }

    private static Rest rest(String[] parts) {
        return new Rest(parts[0], parts[1], moment(parts[2]));
    }

    private static String number(double value) {
        long thousandths = Math.round(value * 1_000);
        return thousandths % 1_000 == 0
                ? Long.toString(thousandths / 1_000)
                : BigDecimal.valueOf(thousandths, 3).toPlainString();
    }

    private static String moment(Instant moment) {
        return Long.toString(moment.toEpochMilli());
    }

    private static Instant moment(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
