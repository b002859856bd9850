package dev.airelay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Role;
import dev.airelay.contract.Race;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What every [SignInStore] does, and what it tells as [Standings]. Each test has members of its
/// own.
public interface SignInStoreContract {
    Instant NOW = MemberStoreContract.NOW;

    SignInStore signIns();

    Standings standings();

    MemberStore members();

    static SignIn signIn(String user, String id) {
        return new SignIn(
                user,
                id,
                RefreshChain.first("family", "hash-0", NOW),
                new Device("192.0.2.1", "curl/8"),
                3,
                NOW,
                NOW.plusSeconds(100));
    }

    private static SignIn rotated(SignIn before, String hash) {
        return before.with(
                before.chain().next(hash, "salt-" + hash, NOW.plusSeconds(5)),
                NOW.plusSeconds(105));
    }

    @Test
    default void whatIsAddedIsFoundListedAndRemoved() {
        signIns().add(signIn("u-list", "one"));
        signIns().add(signIn("u-list", "two"));
        signIns().add(signIn("u-other", "one"));
        assertEquals(Optional.of(signIn("u-list", "one")), signIns().find("u-list", "one"));
        assertEquals(
                Set.of(signIn("u-list", "one"), signIn("u-list", "two")),
                signIns().of("u-list").stream().collect(Collectors.toSet()));
        assertTrue(signIns().remove("u-list", "one"));
        assertFalse(signIns().remove("u-list", "one"));
        assertEquals(Optional.empty(), signIns().find("u-list", "one"));
        assertTrue(signIns().find("u-other", "one").isPresent());
    }

    @Test
    default void ofManyWhoReplaceTheSameTokenOneDoes() throws Exception {
        var before = signIn("u-race", "s");
        signIns().add(before);
        var done = Race.run(20, i -> () -> signIns().replace(before, rotated(before, "next-" + i)));
        assertEquals(1, done.stream().filter(one -> one).count());
        var stored = signIns().find("u-race", "s").orElseThrow();
        assertEquals("hash-0", stored.chain().previous());
        assertEquals(rotated(before, stored.chain().current()), stored);
    }

    @Test
    default void whatIsGoneIsNotReplaced() {
        var before = signIn("u-gone", "s");
        assertFalse(signIns().replace(before, rotated(before, "next")));
        assertEquals(Optional.empty(), signIns().find("u-gone", "s"));
    }

    @Test
    default void aReplacedTokenLeavesTheCountOfThePasswordAlone() {
        var before = signIn("u-count", "s");
        signIns().add(before);
        assertTrue(signIns().replace(before, before.withCredentials(4)));
        assertTrue(signIns().replace(before, rotated(before, "next")));
        assertEquals(4, signIns().find("u-count", "s").orElseThrow().credentials());
    }

    @Test
    default void standingTellsOfBothAsTheyAreNow() {
        assertEquals(Optional.empty(), standings().standing("u-stand", "s"));
        signIns().add(signIn("u-stand", "s"));
        assertEquals(Optional.empty(), standings().standing("u-stand", "s"));
        members().add(MemberStoreContract.member("u-stand"), new Joining.Allowed());
        assertEquals(
                Optional.of(new Standing(true, Role.ADMIN, 3, 3, NOW.plusSeconds(100))),
                standings().standing("u-stand", "s"));
        var member = members().find("u-stand").orElseThrow();
        members().save(member.withRole(Role.USER).withEnabled(false).withPassword("other"));
        assertEquals(
                Optional.of(new Standing(false, Role.USER, 4, 3, NOW.plusSeconds(100))),
                standings().standing("u-stand", "s"));
        signIns().remove("u-stand", "s");
        assertEquals(Optional.empty(), standings().standing("u-stand", "s"));
    }
}
