package dev.airelay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.identity.Members.Changing;
import dev.airelay.identity.Members.PasswordChange;
import dev.airelay.secret.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {
    private static final String EMAIL = "root@example.com";
    private static final Secret NEW = new Secret("another battery horse");

    private final Identities world = new Identities();
    private final Member root = world.root();

    private PasswordChange change(Granted mine, Secret old) {
        return world.own.changePassword(
                root.id(), mine.refresh().signInId(), old, NEW, "192.0.2.1");
    }

    @Test
    void aChangeOnAnOldVersionTellsTheNewerOne() {
        var changed = world.own.change(root.id(), 1, member -> member.withName("One"));
        assertEquals(new Changing.Changed(root.withName("One").withRevision(2)), changed);
        var late = world.own.change(root.id(), 1, member -> member.withName("Two"));
        assertEquals(new Changing.Newer(root.withName("One").withRevision(2)), late);
    }

    @Test
    void anotherPasswordEndsEveryOtherSignIn() {
        var mine = world.logIn(EMAIL);
        var other = world.logIn(EMAIL);
        assertEquals(new PasswordChange.Done(), change(mine, Identities.PASSWORD));
        assertTrue(world.holds(mine));
        assertFalse(world.holds(other));
        assertTrue(world.signing.refresh(mine.refresh().text()).isPresent());
        assertTrue(world.signing.refresh(other.refresh().text()).isEmpty());
        assertInstanceOf(
                SigningIn.Login.Wrong.class,
                world.signing.logIn(EMAIL, Identities.PASSWORD, Identities.LAPTOP));
        assertInstanceOf(
                SigningIn.Login.In.class, world.signing.logIn(EMAIL, NEW, Identities.LAPTOP));
    }

    @Test
    void aWrongPasswordChangesNothingAndIsCounted() {
        var mine = world.logIn(EMAIL);
        for (int i = 0; i < 10; i++) {
            assertEquals(new PasswordChange.Wrong(), change(mine, NEW));
        }
        assertInstanceOf(PasswordChange.TooMany.class, change(mine, Identities.PASSWORD));
        assertTrue(world.holds(mine));
        assertEquals(root, world.own.member(root.id()));
    }

    @Test
    void signInsAreListedAndEnded() {
        var first = world.logIn(EMAIL);
        world.now = world.now.plusSeconds(1);
        var second = world.logIn(EMAIL);
        assertEquals(
                List.of(second.refresh().signInId(), first.refresh().signInId()),
                world.own.signIns(root.id()).stream().map(SignIn::id).toList());
        assertTrue(world.own.end(root.id(), first.refresh().signInId()));
        assertFalse(world.own.end(root.id(), first.refresh().signInId()));
        assertFalse(world.holds(first));
        var third = world.logIn(EMAIL);
        world.own.endOthers(root.id(), third.refresh().signInId());
        assertFalse(world.holds(second));
        assertTrue(world.holds(third));
        world.now = world.now.plus(Lifetimes.USUAL.refresh());
        assertEquals(List.of(), world.own.signIns(root.id()));
    }
}
