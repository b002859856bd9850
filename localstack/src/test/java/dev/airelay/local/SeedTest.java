package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.MemoryKeyStore;
import dev.airelay.access.User;
import dev.airelay.limit.Limits;
import dev.airelay.secret.Identity;
import dev.airelay.secret.Sealed;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.upstream.MemoryChannelStore;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTest {
    private static final Vault NO_VAULT =
            new Vault() {
                @Override
                public Sealed seal(Secret secret, Identity identity) {
                    throw new AssertionError("no channel is seeded");
                }

                @Override
                public Secret open(Sealed sealed, Identity identity) {
                    throw new AssertionError("no channel is seeded");
                }
            };

    @Test
    void aKnownUserGetsEveryGroupAndKeepsTheRest() {
        var keys = new MemoryKeyStore();
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        var seed = new Seed(keys, new MemoryChannelStore(), hasher, NO_VAULT);
        var key = new Secret("sk-relay-0123456789");
        seed.key(key);
        var limits = new Limits(7, 8, 9);
        keys.save(new User(Seed.USER, "Renamed", false, limits, Set.of("one"), 1));
        seed.key(key);
        assertEquals(
                new User(Seed.USER, "Renamed", false, limits, User.EVERY_GROUP, 3),
                keys.find(hasher.hash(key)).orElseThrow().user());
    }
}
