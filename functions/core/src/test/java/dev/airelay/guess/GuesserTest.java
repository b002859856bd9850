package dev.airelay.guess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class GuesserTest {
    @Test
    void anIpv6ClientIsKnownByItsNetwork() {
        var one = Guesser.of("u", "2001:db8:1:2::1");
        assertEquals("20010db800010002/64", one.network());
        assertEquals(one, Guesser.of("u", "2001:db8:1:2:ffff::9"));
        assertNotEquals(one, Guesser.of("u", "2001:db8:1:3::1"));
    }

    @Test
    void otherAddressesAreTakenAsTheyAre() {
        assertEquals("203.0.113.7", Guesser.of("u", "203.0.113.7").network());
        assertEquals("", Guesser.of("u", "").network());
        assertEquals("nowhere", Guesser.of("u", "nowhere").network());
    }

    @Test
    void triesForOnePurposeAreCountedApart() {
        var login = Guesser.of("login", "ada", "2001:db8:1:2::1");
        assertEquals(new Guesser("login/ada", "login/20010db800010002/64"), login);
        assertNotEquals(login, Guesser.of("register", "ada", "2001:db8:1:2::1"));
    }
}
