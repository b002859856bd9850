package dev.airelay.dialect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The numbers that usage reports have told so far, by dotted path, and how each is read.
///
/// Numbers come as integers, with a fraction (`12.0`) and as strings. What is no number, below zero
/// or beyond measure was not said. A later report overwrites an earlier one, since counts are
/// cumulative; but not with zero. One answer, one thread.
final class UsageFigures {
    static final long UNSAID = -1;

    /// Beyond any count of anything; what is merely beyond the request is told apart by its record.
    static final long MOST = 1_000_000_000_000L;

    private static final BigDecimal MOST_OF_ANY_UNIT =
            BigDecimal.valueOf(1_000_000_000_000_000_000L);

    /// More than all reports of an answer name together.
    private static final int MOST_PATHS = 1_024;

    private static final Pattern NUMBER =
            Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?");

    private final Map<String, String> told = new TreeMap<>();

    void put(String path, String value) {
        long before = at(path);
        long now = read(value, BigDecimal.ONE);
        boolean less = (before > 0 && now <= 0) || (before == 0 && now < 0);
        boolean room = told.size() < MOST_PATHS || told.containsKey(path);
        if (room && !less && !value.isEmpty()) {
            told.put(path, value);
        }
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    /// All of them, as they were written.
    Map<String, String> all() {
        return told;
    }

    /// The number at a path, fractions rounded up; [#UNSAID] when there is none.
    long at(String path) {
        return read(told.getOrDefault(path, ""), BigDecimal.ONE);
    }

    /// The first of these that was said, zeros last; [#UNSAID] when none was.
    long first(String... paths) {
        long found = UNSAID;
        for (String path : paths) {
            long value = at(path);
            if (value > 0) {
                return value;
            }
            found = Math.max(found, value);
        }
        return found;
    }

    /// The largest of these, zero when none was said.
    long most(String... paths) {
        long most = 0;
        for (String path : paths) {
            most = Math.max(most, at(path));
        }
        return most;
    }

    String word(String path) {
        return told.getOrDefault(path, "");
    }

    /// @param unit what one of the number stands for
    static long read(String text, BigDecimal unit) {
        if (!NUMBER.matcher(text).matches()) {
            return UNSAID;
        }
        BigDecimal value = new BigDecimal(text).multiply(unit);
        BigDecimal most = BigDecimal.valueOf(MOST).multiply(unit).min(MOST_OF_ANY_UNIT);
        boolean absurd = value.compareTo(most) > 0;
        return absurd ? UNSAID : value.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
