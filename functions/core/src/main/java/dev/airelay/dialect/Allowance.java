package dev.airelay.dialect;

import com.fasterxml.jackson.core.JsonToken;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// How often a tool may run, as far as a request says.
///
/// @param said by numbers that were read
/// @param open how many more allowances there are that nobody can be sure of
public record Allowance(long said, int open) {
    /// The request does not say.
    public static final Allowance UNSAID = new Allowance(0, 1);

    /// More than any answer can make, and little enough to reckon with.
    private static final long MOST = 1_000_000_000;

    /// Characters of a number that are looked at; more make one that is beyond all reason.
    private static final int LONGEST = 400;

    private static final int HEXADECIMAL = 16;

    /// Of a number that is written like one.
    public static Allowance of(long times) {
        return new Allowance(Math.min(times, MOST), 0);
    }

    /// What a member of JSON says. Lenient servers read `1e3`, `1000.0`, `"1000"`, `"1_000"` and
    /// `"0x3e8"` as numbers, and strict ones refuse them: such a number is reckoned with, and so is
    /// that it may be passed over. What is no positive number is as good as absent.
    ///
    /// @param text of the number or string; of others it does not matter
    static Allowance read(JsonToken kind, String text) {
        if (!kind.isNumeric() && kind != JsonToken.VALUE_STRING) {
            return UNSAID;
        }
        String number = text.strip().replace("_", "");
        if (number.length() > LONGEST) {
            char first = number.charAt(0);
            boolean positive = Character.isDigit(first) || first == '+' || first == '.';
            return positive ? new Allowance(MOST, 1) : UNSAID;
        }
        try {
            var value =
                    number.matches("0[xX].+")
                            ? new BigDecimal(new BigInteger(number.substring(2), HEXADECIMAL))
                            : new BigDecimal(number);
            if (value.signum() <= 0) {
                return UNSAID;
            }
            long times = value.compareTo(BigDecimal.valueOf(MOST)) >= 0 ? MOST : whole(value);
            return new Allowance(times, kind == JsonToken.VALUE_NUMBER_INT ? 0 : 1);
        } catch (NumberFormatException e) {
            return UNSAID;
        }
    }

    /// Of one above zero. Those far below one would take long to round.
    private static long whole(BigDecimal value) {
        return value.compareTo(BigDecimal.ONE) <= 0
                ? 1
                : value.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    /// Both, one after the other.
    Allowance plus(Allowance other) {
        return new Allowance(Math.min(said + other.said, MOST), open + other.open);
    }

    /// @param unsaid how often where nobody can be sure
    long most(long unsaid) {
        return Math.min(MOST, said + open * unsaid);
    }
}
