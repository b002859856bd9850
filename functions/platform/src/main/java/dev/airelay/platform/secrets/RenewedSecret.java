package dev.airelay.platform.secrets;

import dev.airelay.failure.StoreException;
import dev.airelay.secret.Secret;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One secret that changes while the process lives, such as keys that are rotated: read when it is
/// first needed, and again when it has grown old. Safe for use by many threads.
///
/// Should it not be readable then, the old value lives on and reading is tried again after the same
/// time.
public final class RenewedSecret implements Supplier<Secret> {
    private static final System.Logger LOG = System.getLogger(RenewedSecret.class.getName());

    private final Supplier<Secret> source;
    private final Duration maxAge;
    private final InstantSource clock;
    private @Nullable Secret value;
    private Instant readAt = Instant.EPOCH;

    /// @param source reads the secret at each call
    /// @param maxAge how long a value is used before it is read again
    public RenewedSecret(Supplier<Secret> source, Duration maxAge, InstantSource clock) {
        this.source = source;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /// @throws StoreException when there is no value yet and it cannot be read
    @Override
    public synchronized Secret get() {
        Secret known = value;
        Instant now = clock.instant();
        if (known != null && now.isBefore(readAt.plus(maxAge))) {
            return known;
        }
        try {
            known = source.get();
            value = known;
        } catch (StoreException e) {
            if (known == null) {
                throw e;
            }
            LOG.log(Level.WARNING, "a secret cannot be read again; the known one lives on", e);
        }
        readAt = now;
        return known;
    }
}
