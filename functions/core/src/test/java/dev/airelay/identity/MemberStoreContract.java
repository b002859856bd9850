package dev.airelay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Role;
import dev.airelay.access.User;
import dev.airelay.contract.Race;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.identity.MemberStore.Added;
import dev.airelay.limit.Limits;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [MemberStore] does, together with its invitations. Each test has a store of its own
/// without members.
public interface MemberStoreContract {
    Instant NOW = Instant.parse("2026-11-27T12:00:00.123Z");

    MemberStore members();

    InvitationStore invitations();

    static Member member(String id) {
        return new Member(
                new User(id, "Ada", true, new Limits(1, 2, 3), Set.of("gold"), 0),
                Email.parse(id + "@example.com").orElseThrow(),
                Role.ADMIN,
                "hash-of-password",
                3,
                "{\"theme\":\"dark\"}",
                NOW);
    }

    private static Member withEmailOf(String other, Member member) {
        return new Member(
                member.user(),
                member(other).email(),
                member.role(),
                member.passwordHash(),
                member.credentials(),
                member.preferences(),
                NOW);
    }

    @Test
    default void whoWasAddedIsFoundByIdAndAddress() {
        assertEquals(Optional.empty(), members().find("ada"));
        assertEquals(Optional.empty(), members().find(member("ada").email()));
        assertEquals(Added.DONE, members().add(member("ada"), new Joining.Allowed()));
        var stored = Optional.of(member("ada").withRevision(1));
        assertEquals(stored, members().find("ada"));
        assertEquals(stored, members().find(member("ada").email()));
    }

    @Test
    default void whoseAnswerWasLostMayAskAgain() {
        assertEquals(Added.DONE, members().add(member("ada"), new Joining.First()));
        assertEquals(Added.DONE, members().add(member("ada"), new Joining.First()));
        assertEquals(1, members().find("ada").orElseThrow().revision());
    }

    @Test
    default void anAddressBelongsToOne() {
        members().add(member("ada"), new Joining.Allowed());
        var other = withEmailOf("ada", member("eve"));
        assertEquals(Added.EMAIL_TAKEN, members().add(other, new Joining.Allowed()));
        assertEquals(Optional.empty(), members().find("eve"));
        assertEquals("ada", members().find(member("ada").email()).orElseThrow().id());
    }

    @Test
    default void aChangeIsStoredUnlessItComesFromAnOldCopy() {
        members().add(member("ada"), new Joining.Allowed());
        var first = members().find("ada").orElseThrow();
        var changed =
                first.withRole(Role.USER)
                        .withEnabled(false)
                        .withName("Lovelace")
                        .withPreferences("{}")
                        .withPassword("other-hash");
        assertEquals(changed.withRevision(2), members().save(changed));
        assertEquals(Optional.of(changed.withRevision(2)), members().find("ada"));
        assertThrows(StaleRecordException.class, () -> members().save(first));
        assertEquals(4, members().find("ada").orElseThrow().credentials());
    }

    @Test
    default void ofManyWhoWouldBeFirstOneIs() throws Exception {
        assertTrue(members().needsFirst());
        var added =
                Race.run(200, i -> () -> members().add(member("racer-" + i), new Joining.First()));
        assertEquals(1, added.stream().filter(one -> one == Added.DONE).count());
        assertEquals(199, added.stream().filter(one -> one == Added.NOT_ENTITLED).count());
        assertFalse(members().needsFirst());
        long found = 0;
        for (int i = 0; i < 200; i++) {
            found += members().find("racer-" + i).stream().count();
        }
        assertEquals(1, found);
    }

    @Test
    default void whoJoinsOtherwiseIsNotFirst() {
        members().add(member("ada"), new Joining.Allowed());
        assertTrue(members().needsFirst());
    }

    @Test
    default void anInvitationIsGoodForOneAndUntilItsEnd() throws Exception {
        invitations().add(new Invitation("one", "root", NOW, NOW.plusSeconds(10)));
        invitations().add(new Invitation("two", "root", NOW, NOW.plusSeconds(10)));
        var in = new Joining.Invited("one", NOW.plusSeconds(9));
        var added = Race.run(20, i -> () -> members().add(member("guest-" + i), in));
        assertEquals(1, added.stream().filter(one -> one == Added.DONE).count());
        assertEquals(19, added.stream().filter(one -> one == Added.NOT_ENTITLED).count());
        var late = new Joining.Invited("two", NOW.plusSeconds(10));
        assertEquals(Added.NOT_ENTITLED, members().add(member("late"), late));
        assertEquals(
                Added.NOT_ENTITLED,
                members().add(member("late"), new Joining.Invited("none", NOW)));
    }

    @Test
    default void anInvitationIsKeptWhenTheAddressIsTaken() {
        members().add(member("ada"), new Joining.Allowed());
        invitations().add(new Invitation("kept", "root", NOW, NOW.plusSeconds(10)));
        var in = new Joining.Invited("kept", NOW);
        var eve = member("eve");
        assertEquals(Added.EMAIL_TAKEN, members().add(withEmailOf("ada", eve), in));
        assertEquals(Added.DONE, members().add(eve, in));
    }
}
