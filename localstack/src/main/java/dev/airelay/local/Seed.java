package dev.airelay.local;

import dev.airelay.access.Access;
import dev.airelay.access.Grant;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyStore;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.account.AccountStore;
import dev.airelay.account.Entry;
import dev.airelay.failure.StaleRecordException;
import dev.airelay.failure.UnreadableRecordException;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.Catalogue;
import dev.airelay.pricing.PriceStore;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelStatus;
import dev.airelay.upstream.ChannelStore;
import dev.airelay.upstream.HealthCheck;
import dev.airelay.upstream.Rank;
import dev.airelay.upstream.ServedModels;
import dev.airelay.upstream.Target;
import dev.airelay.upstream.UpstreamKey;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Fills the stores with what a run needs: one user, one key, and a channel for each upstream.
///
/// What a run before has left is brought up to date; channels that nobody asked for this time are
/// switched off.
final class Seed {
    static final String USER = "local";
    private static final Nanos PLAY_MONEY = Nanos.ofDollars("1000");
    private static final String ID_PREFIX = "local-";

    private final KeyStore keys;
    private final ChannelStore channels;
    private final KeyHasher hasher;
    private final Vault vault;

    Seed(KeyStore keys, ChannelStore channels, KeyHasher hasher, Vault vault) {
        this.keys = keys;
        this.channels = channels;
        this.hasher = hasher;
        this.vault = vault;
    }

    /// What a channel is made from.
    ///
    /// @param name tells the channels apart, here and in the answers' `x-proxy-provider`
    /// @param provider whose prices hold for it
    /// @param priority higher is tried first
    record Wanted(String name, String provider, UpstreamFlag upstream, int priority) {}

    /// All of it.
    ///
    /// @throws IOException saying what to do, when another version has left what this one cannot
    ///   read
    void sow(Secret key, List<Wanted> upstreams, AccountStore accounts, PriceStore prices)
            throws IOException {
        try {
            key(key);
            channels(upstreams);
            money(accounts, prices);
        } catch (StaleRecordException | UnreadableRecordException e) {
            throw new IOException(
                    "Another version of the relay has left data that this one cannot read."
                            + " Start with --fresh to do without them, or with a folder of its own"
                            + " by --data DIR.",
                    e);
        }
    }

    /// Makes sure that this key may be used, with every group.
    void key(Secret key) {
        String hash = hasher.hash(key);
        Optional<Access> known = keys.find(hash);
        if (known.isPresent()) {
            User user = known.get().user();
            if (user.id().equals(USER) && !user.groups().equals(User.EVERY_GROUP)) {
                keys.save(
                        new User(
                                user.id(),
                                user.name(),
                                user.enabled(),
                                user.limits(),
                                User.EVERY_GROUP,
                                user.revision()));
            }
            return;
        }
        try {
            keys.save(new User(USER, "Local developer", true, Limits.NONE, User.EVERY_GROUP, 0));
        } catch (StaleRecordException e) {
            // The user is there already; only this key is new.
        }
        String text = key.reveal();
        keys.save(
                new RelayKey(
                        "key_" + hash.substring(0, 12),
                        USER,
                        hash,
                        text.substring(text.length() - 4),
                        "local",
                        true,
                        Instant.MAX,
                        Grant.ALL,
                        Limits.NONE,
                        0));
    }

    /// Makes sure that there are prices, and that the user can pay them for a while.
    private void money(AccountStore accounts, PriceStore prices) {
        prices.add(Catalogue.bundled());
        prices.add(List.of(Demo.price()));
        var _ =
                accounts.book(
                        new Entry(
                                "grant/" + USER,
                                USER,
                                Entry.Kind.GRANT,
                                PLAY_MONEY,
                                Instant.EPOCH,
                                "play money"));
    }

    private void channels(List<Wanted> wanted) {
        Map<String, Channel> before =
                channels.all().stream().collect(Collectors.toMap(Channel::id, Function.identity()));
        Set<String> ids =
                wanted.stream().map(one -> ID_PREFIX + one.name()).collect(Collectors.toSet());
        for (Channel channel : before.values()) {
            if (channel.id().startsWith(ID_PREFIX)
                    && channel.enabled()
                    && !ids.contains(channel.id())) {
                channels.save(channel.withStatus(ChannelStatus.DISABLED));
            }
        }
        for (Wanted one : wanted) {
            Channel old = before.get(ID_PREFIX + one.name());
            channels.save(channel(one, old == null ? 0 : old.revision()));
        }
    }

    private Channel channel(Wanted wanted, long revision) {
        String id = ID_PREFIX + wanted.name();
        UpstreamFlag upstream = wanted.upstream();
        var key = new UpstreamKey("1", vault.seal(upstream.key(), Channel.identity(id)));
        return new Channel(
                id,
                wanted.name(),
                new Target(upstream.kind(), wanted.provider(), upstream.url(), List.of(key)),
                new ServedModels(upstream.models(), Map.of()),
                new Rank(wanted.priority(), 1),
                upstream.policy(),
                HealthCheck.NONE,
                ChannelStatus.ENABLED,
                revision);
    }
}
