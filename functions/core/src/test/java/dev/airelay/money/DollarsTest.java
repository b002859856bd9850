package dev.airelay.money;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DollarsTest {
    @Test
    void decimalsAreReadExactly() {
        assertEquals(Optional.of(new Nanos(25_000_000_000L)), Dollars.parse("25"));
        assertEquals(Optional.of(new Nanos(100_000_000L)), Dollars.parse("0.1"));
        assertEquals(Optional.of(new Nanos(-3_000_000_001L)), Dollars.parse("-3.000000001"));
        assertEquals(
                Optional.of(new Nanos(999_999_999_999_999_999L)),
                Dollars.parse("999999999.999999999"));
    }

    @Test
    void whatIsNoPlainDecimalIsNothing() {
        for (String text :
                List.of("", " 1", "+1", "1.", ".5", "1e3", "1E+1000000", "1,5", "0.0000000001")) {
            assertEquals(Optional.empty(), Dollars.parse(text), text);
        }
        assertEquals(Optional.empty(), Dollars.parse("1000000000"));
        assertEquals(Optional.empty(), Dollars.parse("\u0661"));
    }

    @Test
    void amountsHaveTwoPlacesAndMoreWhereNeeded() {
        assertEquals("0.00", Dollars.print(Nanos.ZERO));
        assertEquals("25.00", Dollars.print(new Nanos(25_000_000_000L)));
        assertEquals("-0.50", Dollars.print(new Nanos(-500_000_000L)));
        assertEquals("0.125", Dollars.print(new Nanos(125_000_000L)));
        assertEquals("1000.00", Dollars.print(new Nanos(1_000_000_000_000L)));
        assertEquals("0.000000001", Dollars.print(new Nanos(1)));
    }

    @Test
    void whatIsPrintedIsReadAsTheSame() {
        var random = new Random(20261121);
        for (int i = 0; i < 10_000; i++) {
            var amount = new Nanos(random.nextLong(-999_999_999_999L, 999_999_999_999L));
            assertEquals(Optional.of(amount), Dollars.parse(Dollars.print(amount)));
        }
    }
}
