package dev.airelay.platform.backbone;

import dev.airelay.failure.StoreException;
import dev.airelay.guess.Guesses;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoChannelStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoGroupStore;
import dev.airelay.platform.dynamodb.DynamoGuesses;
import dev.airelay.platform.dynamodb.DynamoModelStore;
import dev.airelay.platform.dynamodb.DynamoPriceStore;
import dev.airelay.platform.dynamodb.DynamoUsageLog;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.gates.ChosenGate;
import dev.airelay.platform.kms.KmsVault;
import dev.airelay.platform.redis.RedisConnection;
import dev.airelay.platform.redis.RedisGuesses;
import dev.airelay.platform.secrets.KeptSecret;
import dev.airelay.platform.secrets.RenewedSecret;
import dev.airelay.quota.BookedFunds;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.News;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import dev.airelay.usage.UsageLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// The clients that functions share and the stores over them. Each client is opened when it is
/// first needed, and anew after [#close], so that a snapshot of the process holds no connection and
/// no secret. Safe for many threads.
public final class Backbone implements AutoCloseable {
    private static final Duration RENEWAL = Duration.ofMinutes(5);

    private final BackboneSettings settings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Reopenable<DynamoDbClient> dynamo;
    private final Reopenable<KmsClient> kms;
    private final Reopenable<SecretsManagerClient> secrets;
    private final Tables tables;
    private final DynamoAccountStore accounts;
    private final RouteStores routes;
    private final UsageLog usage;
    private final ChosenGate chosen;
    private final FundsSource funds;
    private final GatePorts gate;
    private final List<Runnable> forgetting = new CopyOnWriteArrayList<>();

    /// @param random a cryptographic source
    public Backbone(BackboneSettings settings, InstantSource clock, RandomGenerator random) {
        this(settings, clock, random, Clients.of(settings));
    }

    /// @param random a cryptographic source
    /// @param clients opened in place of those that the settings name
    public Backbone(
            BackboneSettings settings,
            InstantSource clock,
            RandomGenerator random,
            Clients clients) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        dynamo = new Reopenable<>(clients.dynamo());
        kms = new Reopenable<>(clients.kms());
        secrets = new Reopenable<>(clients.secrets());
        tables = new Tables(settings.tablePrefix());
        accounts = new DynamoAccountStore(dynamo, tables);
        routes =
                new RouteStores(
                        new DynamoChannelStore(dynamo, tables),
                        new DynamoGroupStore(dynamo, tables),
                        new DynamoModelStore(dynamo, tables),
                        new DynamoPriceStore(dynamo, tables));
        usage = new DynamoUsageLog(dynamo, tables, DynamoUsageLog.USUAL_AGE);
        chosen = new ChosenGate(settings.gate(), dynamo, tables, clock, random, clients.redis());
        funds = new BookedFunds(accounts, accounts);
        gate = chosen.over(funds);
    }

    /// For stores that one function alone has; asked at each call.
    public Supplier<DynamoDbClient> dynamo() {
        return dynamo;
    }

    public Tables tables() {
        return tables;
    }

    /// The connection to Redis; empty where there is none.
    public Optional<RedisConnection> redis() {
        return chosen.redis();
    }

    /// Balances, ledgers and tallies.
    public DynamoAccountStore accounts() {
        return accounts;
    }

    public RouteStores routes() {
        return routes;
    }

    public UsageLog usage() {
        return usage;
    }

    /// The gate over the [#accounts].
    public GatePorts gate() {
        return gate;
    }

    /// The same gate over other books.
    public GatePorts gateOver(FundsSource others) {
        return chosen.over(others);
    }

    /// A new vault.
    ///
    /// @param key id, ARN or alias
    public Vault vault(String key) {
        var vault = new KmsVault(kms, key, clock, random);
        forgetting.add(vault::forget);
        return vault;
    }

    /// A secret that is read once, and once more after each [#close].
    ///
    /// @param id name or ARN
    public KeptSecret secret(String id) {
        var secret = new KeptSecret(secrets, id);
        forgetting.add(secret::forget);
        return secret;
    }

    /// For whoever reads a secret again and again.
    public Supplier<SecretsManagerClient> secrets() {
        return secrets;
    }

    /// A secret that changes while the process lives, read again every five minutes.
    ///
    /// @param id name or ARN
    public Supplier<Secret> renewedSecret(String id) {
        return new RenewedSecret(() -> new KeptSecret(secrets, id).get(), RENEWAL, clock);
    }

    /// Counts tries where the requests are counted too.
    public Guesses guesses(Guesses.Limits limits) {
        return redis().<Guesses>map(redis -> new RedisGuesses(redis, limits))
                .orElseGet(() -> new DynamoGuesses(dynamo, tables, limits, clock));
    }

    /// Creates the tables that do not exist yet, where no infrastructure does it.
    public void createTables() {
        try (var unhurried =
                DynamoClients.openUnhurried(settings.region(), settings.endpoints().dynamodb())) {
            tables.create(unhurried);
        }
    }

    /// Makes the gate's first real calls, whose classes take long to load.
    ///
    /// @throws StoreException when it does not answer
    public void prime() {
        chosen.prime(funds);
    }

    /// What the gate would tell a request now.
    ///
    /// @throws StoreException when it does not answer
    public News news() {
        return chosen.news(funds);
    }

    /// Closes every connection and forgets every secret; the next call opens and reads anew.
    @Override
    public void close() {
        forgetting.forEach(Runnable::run);
        chosen.close();
        dynamo.close();
        kms.close();
        secrets.close();
    }
}
