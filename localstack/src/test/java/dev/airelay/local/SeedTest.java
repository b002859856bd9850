package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.MemoryKeyStore;
import dev.airelay.access.User;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.limit.Limits;
import dev.airelay.pricing.MemoryPriceStore;
import dev.airelay.secret.FakeVault;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.MemoryChannelStore;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedTest {
    @Test
    void aKnownUserGetsEveryGroupAndKeepsTheRest() {
        var keys = new MemoryKeyStore();
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        var seed = new Seed(keys, new MemoryChannelStore(), hasher, new FakeVault());
        var key = new Secret("sk-relay-0123456789");
        seed.key(key);
        var limits = new Limits(7, 8, 9);
        keys.save(new User(Seed.USER, "Renamed", false, limits, Set.of("one"), 1));
        seed.key(key);
        assertEquals(
                new User(Seed.USER, "Renamed", false, limits, User.EVERY_GROUP, 3),
                keys.find(hasher.hash(key)).orElseThrow().user());
    }

    /// A channel that cannot be read is not listed, but its place is taken.
    @Test
    void whatAnotherVersionLeftIsToldWithWhatToDo() {
        var channels =
                new ChannelStore() {
                    @Override
                    public List<Channel> all() {
                        return List.of();
                    }

                    @Override
                    public Channel save(Channel channel) {
                        throw new StaleRecordException("channel " + channel.id());
                    }
                };
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        var seed = new Seed(new MemoryKeyStore(), channels, hasher, new FakeVault());
        var upstream = UpstreamFlag.parse("openai=http://127.0.0.1:9/v1,key=k");

        var told =
                assertThrows(
                        IOException.class,
                        () ->
                                seed.sow(
                                        new Secret("sk-relay-0123456789"),
                                        List.of(new Seed.Wanted("one", "openai", upstream, 0)),
                                        new MemoryAccountStore(),
                                        new MemoryPriceStore()));

        String message = String.valueOf(told.getMessage());
        assertTrue(message.contains("--fresh"), message);
    }
}
