package dev.airelay.proxy;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.Revisions;
import dev.airelay.account.AccountStore;
import dev.airelay.account.BalanceListener;
import dev.airelay.failure.StoreException;
import dev.airelay.platform.backbone.Backbone;
import dev.airelay.platform.backbone.Clients;
import dev.airelay.platform.dynamodb.DynamoKeyStore;
import dev.airelay.platform.secrets.KeptSecret;
import dev.airelay.quota.FundsSource;
import dev.airelay.quota.GatePorts;
import dev.airelay.quota.News;
import dev.airelay.quota.OpenHolds;
import dev.airelay.relaying.RelayWiring.Guards;
import dev.airelay.relaying.RelayWiring.Stores;
import dev.airelay.secret.Secret;
import dev.airelay.secret.Vault;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Everything that the proxy keeps outside its process, behind the core's ports.
public final class ProxyState implements AutoCloseable {
    private static final int PRIMING_ATTEMPTS = 3;

    private final ProxySettings settings;
    private final Backbone backbone;
    private final KeptSecret hashSecret;
    private final KeyHasher hasher;
    private final Vault vault;
    private final Stores stores;
    private final Guards guards;

    /// @param random a cryptographic source
    public ProxyState(ProxySettings settings, InstantSource clock, RandomGenerator random) {
        this(settings, clock, random, Clients.of(settings.backbone()));
    }

    ProxyState(
            ProxySettings settings, InstantSource clock, RandomGenerator random, Clients clients) {
        this.settings = settings;
        backbone = new Backbone(settings.backbone(), clock, random, clients);
        hashSecret = backbone.secret(settings.hashSecret());
        hasher = new KeyHasher(hashSecret);
        vault = backbone.vault(settings.kmsKey());
        stores =
                new Stores(
                        new DynamoKeyStore(backbone.dynamo(), backbone.tables()),
                        backbone.routes(),
                        backbone.usage());
        guards = guards(backbone.gate());
    }

    public Stores stores() {
        return stores;
    }

    public Guards guards() {
        return guards;
    }

    /// The same guards over other books.
    public Guards guardsOver(FundsSource others) {
        return guards(backbone.gateOver(others));
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
        return backbone.accounts();
    }

    /// Where the gate hears of bookings.
    public BalanceListener balanceListener() {
        return backbone.gate().balanceListener();
    }

    /// What the gate holds.
    public OpenHolds holds() {
        return backbone.gate().holds();
    }

    public Revisions revisions() {
        return backbone.gate().revisions();
    }

    /// Creates the tables that do not exist yet, where no infrastructure does it.
    public void createTables() {
        backbone.createTables();
    }

    /// Makes the first real calls, whose classes take long to load. A service that does not answer
    /// at once is asked again: a snapshot must not fail for a hiccup.
    ///
    /// @throws StoreException when one of the services does not answer at all
    void prime() {
        for (int attempt = 1; ; attempt++) {
            try {
                hasher.hash(new Secret("prime"));
                stores.keys().find("prime");
                backbone.prime();
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
        return backbone.news();
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
        backbone.close();
    }
}
