package dev.airelay.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.StaleRecordException;
import dev.airelay.identity.RegistrationPolicy.Mode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [PolicyStore] does. Each test has a store of its own.
public interface PolicyStoreContract {
    PolicyStore policies();

    @Test
    default void registrationIsClosedUntilSomebodySaysOtherwise() {
        assertEquals(new RegistrationPolicy(Mode.CLOSED, Set.of(), 0), policies().registration());
        var domain = new RegistrationPolicy(Mode.DOMAIN, Set.of("example.com", "b.example"), 0);
        var saved = policies().save(domain);
        assertEquals(new RegistrationPolicy(Mode.DOMAIN, domain.domains(), 1), saved);
        assertEquals(saved, policies().registration());
        assertThrows(StaleRecordException.class, () -> policies().save(domain));
        var open = policies().save(new RegistrationPolicy(Mode.OPEN, Set.of(), 1));
        assertEquals(open, policies().registration());
    }
}
