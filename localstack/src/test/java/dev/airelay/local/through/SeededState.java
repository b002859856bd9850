package dev.airelay.local.through;

import dev.airelay.access.Grant;
import dev.airelay.access.KeyText;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.account.Entry;
import dev.airelay.http.AllowedOrigins;
import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.money.Nanos;
import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.gates.GateChoice;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.redis.RedisSettings;
import dev.airelay.platform.secrets.SecretsClients;
import dev.airelay.pricing.Assumptions;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.pricing.UnpricedPolicy;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.proxy.ProxyState;
import dev.airelay.proxy.TrustingState;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.Kind;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// What a proxy stands on, over real engines, with all that one request needs.
final class SeededState {
    static final String TABLE_PREFIX = "t-";
    static final String HASH_SECRET = "pepper";
    static final String REGION = "us-east-1";
    private static final SecureRandom RANDOM = new SecureRandom();

    private SeededState() {}

    static ProxyState open(GateChoice gate, int dynamoPort, AwsEndpoints aws) {
        return new ProxyState(settings(gate, dynamoPort, aws), InstantSource.system(), RANDOM);
    }

    /// @param redis which need not speak TLS
    static ProxyState open(RedisServer redis, int dynamoPort, AwsEndpoints aws) {
        var plain = RedisSettings.plain("127.0.0.1", redis.port());
        var spoken =
                switch (redis.shape()) {
                    case PLAIN -> plain;
                    case TLS -> plain.overTls();
                    case CLUSTER -> plain.asTlsCluster();
                };
        return TrustingState.open(
                settings(new GateChoice.Redis(spoken), dynamoPort, aws),
                RANDOM,
                redis.sslContext().getSocketFactory());
    }

    private static ProxySettings settings(GateChoice gate, int dynamoPort, AwsEndpoints aws) {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        try (var secrets = SecretsClients.open(REGION, aws.uri())) {
            secrets.createSecret(
                    ask -> ask.name(HASH_SECRET).secretString("a pepper for this test"));
        }
        return new ProxySettings(
                new BackboneSettings(
                        TABLE_PREFIX,
                        gate,
                        REGION,
                        new BackboneSettings.Endpoints(
                                URI.create("http://127.0.0.1:" + dynamoPort),
                                aws.uri(),
                                aws.uri())),
                aws.keyArn(),
                HASH_SECRET,
                AddressPolicy.ALLOW_LOOPBACK,
                UnpricedPolicy.FREE,
                AllowedOrigins.ANY,
                Assumptions.USUAL);
    }

    /// A user and a key with limits and money, a channel of each kind, and prices.
    static Secret seed(ProxyState state, int upstreamPort) {
        state.createTables();
        Secret key = KeyText.issue(RANDOM);
        state.stores().keys().save(new User("u", "u", true, Limits.NONE, Set.of(), 0));
        state.stores()
                .keys()
                .save(
                        new RelayKey(
                                "k",
                                "u",
                                state.guards().hasher().hash(key),
                                "",
                                "k",
                                true,
                                Instant.MAX,
                                Grant.ALL,
                                new Limits(
                                        10_000,
                                        10_000_000,
                                        100,
                                        new Budget(
                                                Nanos.ofDollars("50"),
                                                Nanos.ofDollars("60"),
                                                Nanos.ofDollars("70"))),
                                0));
        state.stores().routes().prices().add(List.of(price("openai"), price("anthropic")));
        state.accounts()
                .book(
                        new Entry(
                                "grant",
                                "u",
                                Entry.Kind.GRANT,
                                Nanos.ofDollars("100"),
                                Instant.EPOCH,
                                ""));
        var base = URI.create("http://127.0.0.1:" + upstreamPort);
        state.stores().routes().channels().save(channel(state, Kind.OPENAI, base.resolve("/v1")));
        state.stores().routes().channels().save(channel(state, Kind.ANTHROPIC, base));
        return key;
    }

    private static Price price(String provider) {
        var one = Nanos.ofDollars("1");
        return Price.ofTokens(
                provider,
                "*",
                Instant.EPOCH,
                List.of(new Tier(0, new Rates(one, one, one, one, one))),
                "");
    }

    private static Channel channel(ProxyState state, Kind kind, URI base) {
        String id = kind.name();
        return Channel.of(
                id,
                kind,
                base,
                state.guards().vault().seal(new Secret("up"), Channel.identity(id)));
    }
}
