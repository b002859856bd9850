package dev.airelay.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "198.51.100.0/24, 198.51.100.255, true",
        "198.51.100.0/24, 198.51.101.0, false",
        "198.51.100.7, 198.51.100.7, true",
        "198.51.100.7, 198.51.100.8, false",
        "198.51.100.0/25, 198.51.100.127, true",
        "198.51.100.0/25, 198.51.100.128, false",
        "198.51.100.0/24, ::ffff:198.51.100.9, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "198.51.100.0/24, nobody, false",
        "198.51.100.0/24, '', false",
    })
    void containsWhatBeginsWithItsBits(String range, String address, boolean contained) {
        assertEquals(contained, AddressRange.parse(range).contains(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "198.51.100.0/33",
                "::/129",
                "1.2.3.4/-1",
                "1.2.3.4/x",
                "1.2.3.4/"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));
    }

    @Test
    void aGrantWithoutRangesAllowsEveryAddress() {
        assertEquals(true, Grant.ALL.allowsAddress("203.0.113.9"));
        assertEquals(true, Grant.ALL.allowsAddress(""));
    }
}
