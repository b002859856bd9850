package dev.airelay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.airelay.access.Role;
import dev.airelay.contract.Race;
import dev.airelay.identity.Registering.Outcome;
import dev.airelay.identity.Registering.Refusal;
import dev.airelay.identity.RegistrationPolicy.Mode;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegisteringTest {
    private static final Outcome ACCEPTED = new Outcome.Accepted();

    private final Identities world = new Identities();

    private Outcome register(String email) {
        return world.register(email, Optional.empty(), Optional.empty());
    }

    private static Outcome refused(Refusal why) {
        return new Outcome.Refused(why);
    }

    private Optional<Member> member(String email) {
        return world.members.find(new Email(email));
    }

    private void policy(Mode mode, String... domains) {
        long revision = world.members.registration().revision();
        world.members.save(new RegistrationPolicy(mode, Set.of(domains), revision));
    }

    @Test
    void theFirstNeedsTheSetupCodeAndOwnsEverything() {
        policy(Mode.OPEN);
        assertEquals(refused(Refusal.SETUP_REQUIRED), register("eve@example.com"));
        assertEquals(
                refused(Refusal.SETUP_CODE_WRONG),
                world.register(
                        "eve@example.com", Optional.of(new Secret("guess")), Optional.empty()));
        assertEquals(Optional.empty(), member("eve@example.com"));
        var root = world.root();
        assertEquals(Role.SUPER_ADMIN, root.role());
        assertEquals(
                refused(Refusal.SETUP_CODE_WRONG),
                world.register("eve@example.com", Optional.of(Identities.SETUP), Optional.empty()));
        assertEquals(ACCEPTED, register("eve@example.com"));
        assertEquals(Role.USER, member("eve@example.com").orElseThrow().role());
    }

    @Test
    void ofManyAtOnceOneIsFirst() throws Exception {
        var outcomes =
                Race.run(
                        200,
                        i ->
                                () ->
                                        world.registering.register(
                                                new Registering.Applicant(
                                                        new Email("r" + i + "@example.com"),
                                                        "",
                                                        Identities.PASSWORD,
                                                        Optional.of(Identities.SETUP),
                                                        Optional.empty()),
                                                "198.51.100." + i));
        assertEquals(1, outcomes.stream().filter(ACCEPTED::equals).count());
        assertEquals(
                199, outcomes.stream().filter(refused(Refusal.SETUP_CODE_WRONG)::equals).count());
    }

    @Test
    void closedIsClosed() {
        world.root();
        assertEquals(refused(Refusal.CLOSED), register("eve@example.com"));
    }

    @Test
    void aDomainLetsItsOwnIn() {
        world.root();
        policy(Mode.DOMAIN, "team.example");
        assertEquals(ACCEPTED, register("eve@Team.Example"));
        for (String other : new String[] {"eve@example.com", "eve@sub.team.example"}) {
            assertEquals(refused(Refusal.DOMAIN_NOT_ALLOWED), register(other));
        }
    }

    @Test
    void anInvitationLetsOneIn() {
        world.root();
        policy(Mode.INVITE);
        assertEquals(refused(Refusal.INVITATION_WRONG), register("eve@example.com"));
        var code = Optional.of(world.registering.invite("root", Duration.ofDays(7)));
        assertEquals(ACCEPTED, world.register("eve@example.com", Optional.empty(), code));
        assertEquals(
                refused(Refusal.INVITATION_WRONG),
                world.register("ada@example.com", Optional.empty(), code));
        var late = Optional.of(world.registering.invite("root", Duration.ofDays(7)));
        world.now = world.now.plus(Duration.ofDays(7));
        assertEquals(
                refused(Refusal.INVITATION_WRONG),
                world.register("ada@example.com", Optional.empty(), late));
    }

    @Test
    void whoIsAMemberIsNotTold() {
        var root = world.root();
        policy(Mode.OPEN);
        assertEquals(ACCEPTED, register("root@example.com"));
        assertEquals(Optional.of(root), member("root@example.com"));
    }

    @Test
    void registrationsAreCounted() {
        world.root();
        for (int i = 1; i < 5; i++) {
            assertEquals(refused(Refusal.CLOSED), register("eve@example.com"));
        }
        assertEquals(refused(Refusal.CLOSED), register("eve@example.com"));
        assertInstanceOf(Outcome.TooMany.class, register("eve@example.com"));
        for (int i = 6; i < 30; i++) {
            assertEquals(refused(Refusal.CLOSED), register("user" + i + "@example.com"));
        }
        assertInstanceOf(Outcome.TooMany.class, register("another@example.com"));
    }
}
