package dev.airelay.quota;

import dev.airelay.limit.Budget;
import dev.airelay.limit.Window;
import dev.airelay.money.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Optional;

/// What a key or a user has spent in the windows of a moment: held, unbooked and booked money
/// alike.
///
/// @param day of UTC, counted from 1970-01-01
/// @param month of UTC, counted from the year 0
public record Spending(long day, Nanos inDay, long month, Nanos inMonth, Nanos ever) {
    /// Nothing spent, in the windows of a moment.
    public static Spending none(Instant now) {
        return of(now, Nanos.ZERO, Nanos.ZERO, Nanos.ZERO);
    }

    /// What was spent in the windows of a moment.
    public static Spending of(Instant now, Nanos inDay, Nanos inMonth, Nanos ever) {
        return new Spending(day(now), inDay, month(now), inMonth, ever);
    }

    public static long day(Instant when) {
        return date(when).toEpochDay();
    }

    public static long month(Instant when) {
        return date(when).getLong(ChronoField.PROLEPTIC_MONTH);
    }

    private static LocalDate date(Instant when) {
        return LocalDate.ofInstant(when, ZoneOffset.UTC);
    }

    /// The same in the windows of a later moment, of which new ones begin at zero.
    Spending at(Instant now) {
        return new Spending(
                day(now),
                day == day(now) ? inDay : Nanos.ZERO,
                month(now),
                month == month(now) ? inMonth : Nanos.ZERO,
                ever);
    }

    /// With an amount that belongs to a day, which may be over.
    Spending plus(Nanos amount, long ofDay) {
        long ofMonth = LocalDate.ofEpochDay(ofDay).getLong(ChronoField.PROLEPTIC_MONTH);
        return new Spending(
                day,
                ofDay == day ? inDay.plus(amount) : inDay,
                month,
                ofMonth == month ? inMonth.plus(amount) : inMonth,
                ever.plus(amount));
    }

    /// The longest window whose budget does not allow an amount more.
    Optional<Window> over(Budget budget, Nanos amount) {
        if (exceeds(budget.total(), ever, amount)) {
            return Optional.of(Window.TOTAL);
        }
        if (exceeds(budget.perMonth(), inMonth, amount)) {
            return Optional.of(Window.MONTH);
        }
        return exceeds(budget.perDay(), inDay, amount) ? Optional.of(Window.DAY) : Optional.empty();
    }

    private static boolean exceeds(Nanos limit, Nanos spent, Nanos amount) {
        return !limit.equals(Nanos.ZERO) && spent.plus(amount).compareTo(limit) > 0;
    }

    /// How long until a window begins anew; zero for [Window#TOTAL].
    public static Duration left(Window window, Instant now) {
        LocalDate today = date(now);
        return switch (window) {
            case DAY -> until(today.plusDays(1), now);
            case MONTH -> until(today.withDayOfMonth(1).plusMonths(1), now);
            case TOTAL -> Duration.ZERO;
        };
    }

    private static Duration until(LocalDate date, Instant now) {
        return Duration.between(now, date.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
