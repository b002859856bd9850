package dev.airelay.health;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A [Health] as the short text in which it is kept, such as
/// `1|12.5|0.25|0|310|1763726400000|0|0|upstream_reset|0|0|k1=1763726460000`.
///
/// Sums are rounded to thousandths. A text of another version, or one that makes no sense, is read
/// as [Health#UNKNOWN]: what it said is found out again soon.
final class HealthText {
    private static final String VERSION = "1";
    private static final int FIELDS = 12;

    private HealthText() {}

    static String write(Health health) {
        return String.join(
                "|",
                VERSION,
                number(health.good()),
                number(health.bad()),
                number(health.run()),
                number(health.firstTokenMillis()),
                moment(health.at()),
                moment(health.retryAt()),
                Integer.toString(health.trips()),
                health.reason().replace('|', '_'),
                moment(health.failingSince()),
                moment(health.checkedAt()),
                health.cooling().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(key -> key.getKey() + "=" + moment(key.getValue()))
                        .collect(Collectors.joining(",")));
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
                    Double.parseDouble(fields[4]),
                    moment(fields[5]),
                    moment(fields[6]),
                    Integer.parseInt(fields[7]),
                    fields[8],
                    moment(fields[9]),
                    moment(fields[10]),
                    keys(fields[11]));
        } catch (NumberFormatException e) {
            return Health.UNKNOWN;
        }
    }

    private static Map<String, Instant> keys(String text) {
        var keys = new TreeMap<String, Instant>();
        for (String key : text.split(",", -1)) {
            int equals = key.lastIndexOf('=');
            if (equals >= 0) {
                keys.put(key.substring(0, equals), moment(key.substring(equals + 1)));
            }
        }
        return keys;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.endsWith(".000") ? text.substring(0, text.length() - 4) : text;
    }

    private static String moment(Instant moment) {
        return Long.toString(moment.toEpochMilli());
    }

    private static Instant moment(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
