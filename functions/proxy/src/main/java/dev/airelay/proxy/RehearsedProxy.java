package dev.airelay.proxy;

import dev.airelay.access.Grant;
import dev.airelay.access.KeyText;
import dev.airelay.access.MemoryKeyStore;
import dev.airelay.access.RelayKey;
import dev.airelay.access.User;
import dev.airelay.account.Entry;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.dialect.TokenCounter;
import dev.airelay.http.Handler;
import dev.airelay.limit.Budget;
import dev.airelay.limit.Limits;
import dev.airelay.money.Nanos;
import dev.airelay.platform.aws.AwsTimeouts;
import dev.airelay.platform.backbone.BackboneSettings;
import dev.airelay.platform.backbone.Clients;
import dev.airelay.platform.http.AddressGuard;
import dev.airelay.platform.http.AddressPolicy;
import dev.airelay.platform.http.HttpUpstreamClient;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.pricing.Price;
import dev.airelay.pricing.Rates;
import dev.airelay.pricing.Tier;
import dev.airelay.proxy.stage.Scene;
import dev.airelay.proxy.stage.Stage;
import dev.airelay.quota.BookedFunds;
import dev.airelay.relaying.RelayWiring.Guards;
import dev.airelay.relaying.RelayWiring.Stores;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Channel;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import dev.airelay.upstream.ServedModels;
import dev.airelay.upstream.Timeouts;
import dev.airelay.usage.MemoryUsageLog;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// A proxy like the real one, with a state and ways of its own that all end on a [Stage].
final class RehearsedProxy implements AutoCloseable {
    /// The first calls of all take long on a small share of a core.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int RECORDS = 100;

    /// Longer than an answer on the loopback takes, as a rule; played well either way.
    private static final Duration AT_ONCE = Duration.ofMillis(20);

    private static final String USER = "rehearsal";
    private static final Nanos MUCH = Nanos.ofDollars("1000000");

    private final Stage stage;
    private final boolean redis;
    private final Stores stores;
    private final SnapshotSafeRandom random = new SnapshotSafeRandom();
    private final ProxyState state;
    private final ProxyWiring wiring;

    /// @param settings of the real proxy
    RehearsedProxy(ProxySettings settings, TokenCounter tokens, Stage stage, RehearsalPlace place) {
        this.stage = stage;
        redis = settings.backbone().gate().redis().isPresent();
        state =
                new ProxyState(
                        onStage(settings),
                        InstantSource.system(),
                        random,
                        clients(settings.backbone().region()));
        stores = place.inMemory() ? inMemory() : state.stores();
        wiring =
                new ProxyWiring(
                        stores,
                        guards(),
                        () ->
                                new HttpUpstreamClient(
                                        new AddressGuard(AddressPolicy.ALLOW_LOOPBACK),
                                        InstantSource.system(),
                                        stage::tls),
                        tokens,
                        random,
                        place.afterEnd());
    }

    private static Stores inMemory() {
        return new Stores(
                new MemoryKeyStore(), RouteStores.inMemory(), new MemoryUsageLog(RECORDS));
    }

    Handler handler() {
        return wiring.handler();
    }

    /// All that can be played, once users, channels and prices for it are stored.
    List<Scene> scenes() {
        List<String> keys = users();
        channels();
        return stage.scenes(keys).stream().filter(scene -> redis || !scene.needsRedis()).toList();
    }

    /// Closes every connection, forgets everything, and awakes as after a restore.
    void reopen() {
        close();
        new RestoreWarmUp(state, wiring, PATIENCE).run();
    }

    private ProxySettings onStage(ProxySettings settings) {
        var aws = stage.aws();
        var backbone = settings.backbone();
        var gate =
                backbone.gate().withRedis(one -> one.at("127.0.0.1", stage.redisPort(), PATIENCE));
        return settings.at(
                new BackboneSettings(
                        backbone.tablePrefix(),
                        gate,
                        backbone.region(),
                        new BackboneSettings.Endpoints(aws, aws, aws)));
    }

    private Clients clients(String region) {
        return new Clients(
                () -> open(DynamoDbClient.builder(), region),
                () -> open(KmsClient.builder(), region),
                () -> open(SecretsManagerClient.builder(), region),
                one -> new RedisConnection(one, stage.tls().getSocketFactory()));
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C open(
            B builder, String region) {
        return AwsTimeouts.UNHURRIED.open(
                builder,
                region,
                stage.aws(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("stage", "stage")),
                Apache5HttpClient.builder().tlsTrustManagersProvider(stage::trust));
    }

    /// What stands in for Redis admits everybody. A gate in DynamoDB decides by itself, and asks
    /// books in which there is money.
    private Guards guards() {
        if (redis) {
            return state.guards();
        }
        var books = new MemoryAccountStore();
        books.book(new Entry("grant", USER, Entry.Kind.GRANT, MUCH, Instant.EPOCH, ""));
        return state.guardsOver(new BookedFunds(books, books));
    }

    /// @return the keys of one with limits and of one without
    private List<String> users() {
        var keys = stores.keys();
        keys.save(new User(USER, USER, true, Limits.NONE, Set.of(), 0));
        var limited = new Limits(1_000_000, 1_000_000_000, 1_000, new Budget(MUCH, MUCH, MUCH));
        var issued = new ArrayList<String>();
        for (Limits limits : List.of(limited, Limits.NONE)) {
            Secret key = KeyText.issue(random);
            String hash = state.guards().hasher().hash(key);
            String id = Integer.toString(issued.size());
            keys.save(
                    new RelayKey(id, USER, hash, "", id, true, Instant.MAX, Grant.ALL, limits, 0));
            issued.add(key.reveal());
        }
        return issued;
    }

    /// For each kind one over TLS and, behind it, one without.
    private void channels() {
        var routes = stores.routes();
        for (Kind kind : Kind.values()) {
            for (int priority = 0; priority < 2; priority++) {
                URI base = URI.create(stage.upstream(priority == 1) + kind.basePath());
                routes.channels()
                        .save(
                                channel(kind.name() + priority, kind, base)
                                        .withServed(
                                                new ServedModels(
                                                        Set.of("*"), Map.of("gpt-5", "gpt-5-2026")))
                                        .withRank(new Rank(priority, 1))
                                        .withPolicy(ChannelPolicy.USUAL.withMaxRetry(0)));
            }
            routes.prices().add(List.of(price(kind)));
        }
        impatient().forEach(routes.channels()::save);
    }

    /// Each is asked before all others for one model. Their patience is real time, of which each
    /// round takes a little.
    private List<Channel> impatient() {
        Timeouts usual = Timeouts.DEFAULT;
        Timeouts first = new Timeouts(usual.connect(), AT_ONCE, usual.idle(), usual.total());
        Timeouts next = new Timeouts(usual.connect(), usual.firstToken(), AT_ONCE, usual.total());
        ChannelPolicy policy = ChannelPolicy.USUAL.withMaxRetry(0);
        return List.of(
                impatient(Stage.SILENT, policy.withTimeouts(first)),
                impatient(Stage.HANGING, policy.withTimeouts(next)),
                impatient(Stage.HEDGED, policy.withHedgeAfter(AT_ONCE)));
    }

    private Channel impatient(String model, ChannelPolicy policy) {
        URI base = URI.create(stage.upstream(true) + Kind.OPENAI.basePath());
        return channel(model, Kind.OPENAI, base)
                .withServed(new ServedModels(Set.of(model), Map.of()))
                .withRank(new Rank(2, 1))
                .withPolicy(policy);
    }

    private Channel channel(String id, Kind kind, URI base) {
        var key = state.guards().vault().seal(new Secret("rehearsal"), Channel.identity(id));
        return Channel.of(id, kind, base, key);
    }

    private static Price price(Kind kind) {
        var one = Nanos.ofDollars("1");
        var rates = new Rates(one, one, one, one, one);
        return Price.ofTokens(kind.provider(), "*", Instant.EPOCH, List.of(new Tier(0, rates)), "");
    }

    @Override
    public void close() {
        wiring.close();
        state.close();
    }
}
