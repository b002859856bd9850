package dev.airelay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Role;
import dev.airelay.access.Session;
import dev.airelay.contract.Race;
import dev.airelay.identity.SigningIn.Login;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigningInTest {
    private static final String EMAIL = "root@example.com";
    private static final Secret WRONG = new Secret("wrong");

    private final Identities world = new Identities();
    private Member root;

    @BeforeEach
    void setUp() {
        root = world.root();
    }

    private Optional<Granted> refresh(Granted granted) {
        return world.signing.refresh(granted.refresh().text());
    }

    @Test
    void theRightPasswordSignsIn() {
        var granted = world.logIn(" ROOT@example.com");
        assertEquals(
                Optional.of(new Session(root.id(), Role.SUPER_ADMIN, granted.refresh().signInId())),
                world.live.verify(granted.access()));
        assertEquals(Duration.ofMinutes(15), granted.lifetime());
        assertEquals(Duration.ofDays(30), granted.rest());
    }

    @Test
    void anUnknownAccountTakesTheSameWorkAsAWrongPassword() {
        assertInstanceOf(Login.Wrong.class, world.signing.logIn(EMAIL, WRONG, Identities.LAPTOP));
        assertEquals(1, world.passwords.compared.get());
        for (String nobody : new String[] {"nobody@example.com", "no address", ""}) {
            int before = world.passwords.compared.get();
            assertInstanceOf(
                    Login.Wrong.class,
                    world.signing.logIn(nobody, Identities.PASSWORD, Identities.LAPTOP));
            assertEquals(before + 1, world.passwords.compared.get());
        }
    }

    @Test
    void afterTenWrongPasswordsNobodyIsLookedAt() {
        for (int i = 0; i < 10; i++) {
            var from = new Device("192.0.2." + i, "");
            assertInstanceOf(Login.Wrong.class, world.signing.logIn(EMAIL, WRONG, from));
        }
        var refused = world.signing.logIn(EMAIL, Identities.PASSWORD, Identities.LAPTOP);
        assertEquals(new Login.TooMany(Duration.ofMinutes(15)), refused);
        assertEquals(10, world.passwords.compared.get());
        world.now = world.now.plus(Duration.ofMinutes(15));
        assertTrue(world.holds(world.logIn(EMAIL)));
    }

    @Test
    void rightPasswordsAreNotCounted() {
        for (int i = 0; i < 60; i++) {
            assertTrue(world.holds(world.logIn(EMAIL)));
        }
    }

    @Test
    void fromOneNetworkFiftyMayBeWrong() {
        for (int i = 0; i < 50; i++) {
            world.signing.logIn("user-" + i + "@example.com", WRONG, Identities.LAPTOP);
        }
        var refused = world.signing.logIn("x@example.com", WRONG, Identities.LAPTOP);
        assertInstanceOf(Login.TooMany.class, refused);
    }

    @Test
    void aDisabledAccountIsToldToWhoKnowsThePassword() {
        world.members.save(root.withEnabled(false));
        assertEquals(
                new Login.Disabled(),
                world.signing.logIn(EMAIL, Identities.PASSWORD, Identities.LAPTOP));
        assertEquals(new Login.Wrong(), world.signing.logIn(EMAIL, WRONG, Identities.LAPTOP));
    }

    @Test
    void eachRefreshReplacesTheToken() {
        var first = world.logIn(EMAIL);
        world.now = world.now.plus(Duration.ofDays(29));
        var second = refresh(first).orElseThrow();
        world.now = world.now.plus(Duration.ofDays(29));
        var third = refresh(second).orElseThrow();
        assertNotEquals(first.refresh().text(), second.refresh().text());
        assertNotEquals(second.refresh().text(), third.refresh().text());
        assertTrue(world.holds(third));
        world.now = world.now.plus(Duration.ofDays(30));
        assertEquals(Optional.empty(), refresh(third));
    }

    @Test
    void theTokenThatWasJustReplacedLeadsToTheSameSuccessor() {
        var first = world.logIn(EMAIL);
        var second = refresh(first).orElseThrow();
        world.now = world.now.plus(Duration.ofMillis(9_999));
        var again = refresh(first).orElseThrow();
        assertEquals(second.refresh().text(), again.refresh().text());
        assertTrue(world.holds(again));
        assertTrue(refresh(second).isPresent());
    }

    @Test
    void tabsThatRefreshAtOnceGetOneToken() throws Exception {
        var first = world.logIn(EMAIL);
        var tokens = Race.run(2, _ -> () -> refresh(first).orElseThrow().refresh().text());
        assertEquals(1, tokens.stream().map(Secret::reveal).collect(Collectors.toSet()).size());
    }

    @Test
    void aTokenThatIsUsedAgainLaterEndsTheSignIn() {
        var first = world.logIn(EMAIL);
        var other = world.logIn(EMAIL);
        var second = refresh(first).orElseThrow();
        world.now = world.now.plus(Duration.ofSeconds(10));
        assertEquals(Optional.empty(), refresh(first));
        assertEquals(Optional.empty(), refresh(second));
        assertFalse(world.holds(second));
        assertTrue(world.holds(other));
    }

    @Test
    void aTokenOfTwoRefreshesAgoEndsTheSignInAtOnce() {
        var first = world.logIn(EMAIL);
        var second = refresh(first).orElseThrow();
        var third = refresh(second).orElseThrow();
        assertEquals(Optional.empty(), refresh(first));
        assertFalse(world.holds(third));
        assertEquals(Optional.empty(), refresh(third));
    }

    @Test
    void whatIsMadeUpEndsNothing() {
        var granted = world.logIn(EMAIL);
        var token = granted.refresh();
        var forged =
                new RefreshToken(token.userId(), token.signInId(), new Secret("x"), token.secret());
        for (Secret text :
                new Secret[] {
                    forged.text(),
                    new Secret(""),
                    new Secret("a.b.c"),
                    new Secret("a.b.c.d"),
                    new Secret("a.b.c.d.e"),
                    new Secret("a/.b.c.d"),
                    new Secret("a".repeat(500))
                }) {
            assertEquals(Optional.empty(), world.signing.refresh(text));
            world.signing.logOut(text);
        }
        assertTrue(world.holds(granted));
        assertTrue(refresh(granted).isPresent());
    }

    @Test
    void aLogoutEndsTheAccessTokenToo() {
        var first = world.logIn(EMAIL);
        var other = world.logIn(EMAIL);
        world.signing.logOut(first.refresh().text());
        assertFalse(world.holds(first));
        assertEquals(Optional.empty(), refresh(first));
        assertTrue(world.holds(other));
    }

    @Test
    void aChangeOfRoleOrStatusIsInForceAtOnce() {
        var granted = world.logIn(EMAIL);
        var demoted = world.members.save(root.withRole(Role.USER));
        assertEquals(Role.USER, world.live.verify(granted.access()).orElseThrow().role());
        world.members.save(demoted.withEnabled(false));
        assertFalse(world.holds(granted));
        assertEquals(Optional.empty(), refresh(granted));
    }

    @Test
    void aTokenWithoutASignInProvesNothing() {
        var token = world.sessions.issue(new Session(root.id(), Role.ADMIN), Duration.ofHours(1));
        assertEquals(Optional.empty(), world.live.verify(token));
    }

    @Test
    void nothingPrintsASecret() {
        var granted = world.logIn(EMAIL);
        assertFalse(granted.toString().contains(granted.refresh().secret().reveal()));
        assertFalse(granted.toString().contains("fake:"));
    }
}
