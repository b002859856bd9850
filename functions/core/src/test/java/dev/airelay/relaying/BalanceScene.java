package dev.airelay.relaying;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Grant;
import dev.airelay.access.KeyHasher;
import dev.airelay.access.KeyText;
import dev.airelay.access.MemoryKeyStore;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.Capacity;
import dev.airelay.pricing.Multiplier;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.quota.Admission;
import dev.airelay.quota.AdmissionRequest;
import dev.airelay.quota.Estimate;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.Holder;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.FakeVault;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.MemoryUsageLog;
import dev.airelay.usage.UsageRecord;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A relay with one user and one balance, wired like the real one, before a [Vendor]. Safe for many
/// threads.
final class BalanceScene {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final GatePorts gate;
    private final long balance;
    private final Vendor vendor = new Vendor();
    private final MemoryUsageLog log = new MemoryUsageLog(100_000);
    private final SecureRandom random = new SecureRandom();
    private final Secret key = KeyText.issue(random);
    private final Handler relay;

    /// @param balance what the user owns, in nanos
    BalanceScene(GatePorts gate, long balance) {
        this.gate = gate;
        this.balance = balance;
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        var keys = new MemoryKeyStore();
        keys.save(new User("user", "Ann", true, Limits.NONE, Set.of(), 0));
        keys.save(
                new RelayKey(
                        "key",
                        "user",
                        hasher.hash(key),
                        "",
                        "k",
                        true,
                        Instant.MAX,
                        Grant.ALL,
                        Limits.NONE,
                        0));
        var vault = new FakeVault();
        relay =
                new RelayWiring(
                                new RelayWiring.Stores(keys, routes(vault), log),
                                new RelayWiring.Guards(
                                        gate.gate(),
                                        gate.board(),
                                        hasher,
                                        vault,
                                        UnpricedPolicy.REFUSED,
                                        AllowedOrigins.ANY,
                                        Assumptions.USUAL),
                                new RelayWiring.Surroundings(
                                        vendor,
                                        TokenCounter.NONE,
                                        () -> NOW,
                                        () -> 0,
                                        (_, _) -> () -> {},
                                        (_, _) -> {},
                                        random,
                                        Runnable::run))
                        .handler();
    }

    private static RouteStores routes(FakeVault vault) {
        RouteStores routes = RouteStores.inMemory();
        for (Kind kind : Kind.values()) {
            String id = kind.name();
            Channel channel =
                    Channel.of(
                                    id,
                                    kind,
                                    URI.create("https://vendor.test/v1"),
                                    vault.seal(new Secret("sk-up"), Channel.identity(id)))
                            .withPolicy(ChannelPolicy.USUAL.withMaxRetry(0));
            routes.channels().save(channel);
            String provider = channel.provider();
            routes.prices()
                    .add(
                            List.of(
                                    price(provider, "plain", capacity("plain", false)),
                                    price(provider, "thinker", capacity("thinker", true)),
                                    price(provider, "odd", Capacity.UNKNOWN)));
        }
        return routes;
    }

    private static Capacity capacity(String model, boolean reasons) {
        return new Capacity(200_000, Vendor.most(model), 0, reasons);
    }

    /// $1 and $10 a million, an hour in the cache dearer than five minutes.
    private static Price price(String provider, String model, Capacity capacity) {
        var rates =
                new Rates(
                        Nanos.ofDollars("1"),
                        Nanos.ofDollars("0.1"),
                        Nanos.ofDollars("1.25"),
                        Nanos.ofDollars("200"),
                        Nanos.ofDollars("10"));
        return new Price(
                provider,
                model,
                Instant.EPOCH,
                List.of(new Tier(0, rates)),
                Nanos.ofDollars("0.0001"),
                Map.of("web_search", Nanos.ofDollars("0.01")),
                Map.of("priority", Multiplier.of("2"), "flex", Multiplier.of("0.5")),
                capacity,
                "");
    }

    /// @return the status that the client saw
    int ask(AnyRequest asked) {
        return ask(asked, Integer.MAX_VALUE);
    }

    /// @param patience after how many bytes of body the client leaves
    int ask(AnyRequest asked, int patience) {
        var cancellation = new Cancellation(NOW.plus(HOUR));
        var reply =
                new RecordedReply(
                        patience, () -> cancellation.cancel(Cancellation.Reason.CLIENT_GONE));
        relay.handle(
                new Request(
                        "POST",
                        asked.path(),
                        "",
                        Headers.of("authorization", "Bearer " + key.reveal()),
                        asked.body().getBytes(UTF_8),
                        "",
                        cancellation),
                reply);
        return reply.status();
    }

    Vendor vendor() {
        return vendor;
    }

    List<UsageRecord> records() {
        return log.recent();
    }

    long spent() {
        return records().stream().mapToLong(row -> row.cost().value()).sum();
    }

    /// Everything is reconciled, so that nothing is held any more: what the gate says is available
    /// is what the records leave.
    void mustNotHaveOverspent(String what) {
        assertTrue(spent() <= balance, what + ": " + spent() + " of " + balance);
        var probe =
                new AdmissionRequest(
                        "probe",
                        new Holder("user", 99, Limits.NONE, "key", 99, Limits.NONE),
                        "",
                        new Estimate(0, new Nanos(1L << 60)),
                        HOUR);
        var refused = assertInstanceOf(Admission.OutOfFunds.class, gate.gate().admit(probe));
        assertEquals(balance - spent(), refused.available().value(), what);
        assertEquals(0, vendor.open(), "answers left open");
    }
}
