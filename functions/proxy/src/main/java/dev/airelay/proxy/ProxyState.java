package dev.airelay.proxy;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.Revisions;
import dev.airelay.account.AccountStore;
import dev.airelay.account.BalanceListener;
import dev.airelay.failure.StoreException;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoChannelStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoGroupStore;
import dev.airelay.platform.dynamodb.DynamoKeyStore;
import dev.airelay.platform.dynamodb.DynamoModelStore;
import dev.airelay.platform.dynamodb.DynamoPriceStore;
import dev.airelay.platform.dynamodb.DynamoUsageLog;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.gates.ChosenGate;
import dev.airelay.platform.kms.KmsVault;
import dev.airelay.platform.secrets.KeptSecret;
import dev.airelay.quota.BookedFunds;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.News;
import dev.airelay.quota.OpenHolds;
import dev.airelay.relaying.RelayWiring.Guards;
import dev.airelay.relaying.RelayWiring.Stores;
import dev.airelay.routing.RouteStores;
import dev.airelay.secret.Secret;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Everything that the proxy keeps outside its process, behind the core's ports.
public final class ProxyState implements AutoCloseable {
    private static final int PRIMING_ATTEMPTS = 3;

    private final Reopenable<DynamoDbClient> dynamoClient;
    private final Reopenable<KmsClient> kmsClient;
    private final Reopenable<SecretsManagerClient> secretsClient;
    private final Tables tables;
    private final KeptSecret hashSecret;
    private final KmsVault vault;
    private final ChosenGate gate;
    private final FundsSource funds;
    private final GatePorts ports;
    private final Stores stores;
    private final Guards guards;
    private final ProxySettings settings;
    private final KeyHasher hasher;
    private final DynamoAccountStore accounts;

    /// @param random a cryptographic source
    public ProxyState(ProxySettings settings, InstantSource clock, RandomGenerator random) {
        this(settings, clock, random, Clients.of(settings));
    }

    ProxyState(
            ProxySettings settings, InstantSource clock, RandomGenerator random, Clients clients) {
        this.settings = settings;
        dynamoClient = new Reopenable<>(clients.dynamo());
        kmsClient = new Reopenable<>(clients.kms());
        secretsClient = new Reopenable<>(clients.secrets());
        tables = new Tables(settings.tablePrefix());
        hashSecret = new KeptSecret(secretsClient, settings.hashSecret());
        vault = new KmsVault(kmsClient, settings.kmsKey(), clock, random);
        hasher = new KeyHasher(hashSecret);
        accounts = new DynamoAccountStore(dynamoClient, tables);
        funds = new BookedFunds(accounts, accounts);
        gate =
                new ChosenGate(
                        settings.gate(), dynamoClient, tables, clock, random, clients.redis());
        ports = gate.over(funds);
        stores =
                new Stores(
                        new DynamoKeyStore(dynamoClient, tables),
                        new RouteStores(
                                new DynamoChannelStore(dynamoClient, tables),
                                new DynamoGroupStore(dynamoClient, tables),
                                new DynamoModelStore(dynamoClient, tables),
                                new DynamoPriceStore(dynamoClient, tables)),
                        new DynamoUsageLog(dynamoClient, tables, DynamoUsageLog.USUAL_AGE));
        guards = guards(ports);
    }

    public Stores stores() {
        return stores;
    }

    public Guards guards() {
        return guards;
    }

    /// The same guards over other books.
    public Guards guardsOver(FundsSource others) {
        return guards(gate.over(others));
    }

    private Guards guards(GatePorts deciding) {
        return new Guards(
                deciding.gate(),
                deciding.board(),
                hasher,
                vault,
                settings.unpriced(),
                settings.origins(),
                settings.assumed());
    }

    /// The books that the gate asks.
    public AccountStore accounts() {
        return accounts;
    }

    /// Where the gate hears of bookings.
    public BalanceListener books() {
        return ports.books();
    }

    /// What the gate holds.
    public OpenHolds holds() {
        return ports.holds();
    }

    public Revisions revisions() {
        return ports.revisions();
    }

    /// Creates the tables that do not exist yet, where no infrastructure does it.
    public void createTables() {
        try (var dynamo =
                DynamoClients.openUnhurried(settings.region(), settings.endpoints().dynamodb())) {
            tables.create(dynamo);
        }
    }

    /// Makes the first real calls, whose classes take long to load. A service that does not answer
    /// at once is asked again: a snapshot must not fail for a hiccup.
    ///
    /// @throws StoreException when one of the services does not answer at all
    void prime() {
        for (int attempt = 1; ; attempt++) {
            try {
                guards.hasher().hash(new Secret("prime"));
                stores.keys().find("prime");
                gate.prime(funds);
                return;
            } catch (StoreException e) {
                if (attempt == PRIMING_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /// What the gate would tell a request now.
    ///
    /// @throws StoreException when it does not answer
    News news() {
        return gate.news(funds);
    }

    /// Reads the secret under which keys are hashed, unless it is known.
    ///
    /// @throws StoreException when the service does not answer
    Secret readHashSecret() {
        return hashSecret.get();
    }

    /// Closes every connection and forgets every secret; the next call opens and reads anew.
    @Override
    public void close() {
        vault.forget();
        hashSecret.forget();
        gate.close();
        dynamoClient.close();
        kmsClient.close();
        secretsClient.close();
    }
}
