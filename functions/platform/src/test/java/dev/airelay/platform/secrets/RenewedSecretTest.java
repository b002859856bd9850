package dev.airelay.platform.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.failure.StoreException;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RenewedSecretTest {
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private String stored = "first";
    private int reads;
    private final RenewedSecret secret =
            new RenewedSecret(this::read, Duration.ofMinutes(5), () -> now);

    private Secret read() {
        reads++;
        if (stored.isEmpty()) {
            throw new StoreException("away", new RuntimeException());
        }
        return new Secret(stored);
    }

    @Test
    void itIsReadAgainWhenItHasGrownOld() {
        assertEquals(new Secret("first"), secret.get());
        stored = "second";
        now = now.plusSeconds(299);
        assertEquals(new Secret("first"), secret.get());
        assertEquals(1, reads);
        now = now.plusSeconds(1);
        assertEquals(new Secret("second"), secret.get());
    }

    @Test
    void theKnownOneLivesOnWhileItCannotBeRead() {
        secret.get();
        stored = "";
        now = now.plusSeconds(300);
        assertEquals(new Secret("first"), secret.get());
        assertEquals(new Secret("first"), secret.get());
        assertEquals(2, reads);
        stored = "second";
        now = now.plusSeconds(300);
        assertEquals(new Secret("second"), secret.get());
    }

    @Test
    void withoutAnyThereIsNone() {
        stored = "";
        assertThrows(StoreException.class, secret::get);
        stored = "first";
        assertEquals(new Secret("first"), secret.get());
    }
}
