package dev.airelay.local;

import dev.airelay.access.MemoryKeyStore;
import dev.airelay.account.AccountStore;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.folding.Fold;
import dev.airelay.folding.FoldedUsageLog;
import dev.airelay.folding.Sweep;
import dev.airelay.http.Handler;
import dev.airelay.probing.LoggedAlerts;
import dev.airelay.probing.Probes;
import dev.airelay.proxy.ProxySettings;
import dev.airelay.proxy.ProxyState;
import dev.airelay.quota.BookedFunds;
import dev.airelay.relaying.RelayWiring.Guards;
import dev.airelay.relaying.RelayWiring.Stores;
import dev.airelay.routing.RouteStores;
import dev.airelay.settle.ProbeWiring;
import dev.airelay.usage.MemoryUsageLog;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;

/// Everything that a run keeps, in DynamoDB or in this process.
///
/// @param accounts the books, kept up a moment after every request
/// @param upkeep what keeps them up; closed with it
/// @param requestEnded called after each request
record RunState(
        Stores stores,
        Guards guards,
        AccountStore accounts,
        AutoCloseable upkeep,
        Runnable requestEnded)
        implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RunState.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(20);
    private static final Duration BEFORE_ANOTHER_FOLD = Duration.ofSeconds(1);
    private static final int MEMORY_RECORDS = 10_000;

    static RunState open(UpSettings.Stores where, ProxyState state, ProxySettings settings) {
        return switch (where) {
            case MEMORY -> inMemory(state, settings);
            case DYNAMODB -> {
                state.createTables();
                SettleFunctions functions = SettleFunctions.start(settings);
                yield new RunState(
                        state.stores(),
                        state.guards(),
                        state.accounts(),
                        functions,
                        functions::expect);
            }
        };
    }

    private static RunState inMemory(ProxyState state, ProxySettings settings) {
        var accounts = new MemoryAccountStore();
        var fold =
                new Fold(
                        accounts,
                        state.balanceListener(),
                        (id, content, reason) ->
                                LOG.log(Level.ERROR, "{0} cannot be booked: {1}", content, reason),
                        InstantSource.system());
        var upkeep = new Closeables();
        var queue = upkeep.add(new FoldQueue(fold::fold, BEFORE_ANOTHER_FOLD));
        var usage = new FoldedUsageLog(new MemoryUsageLog(MEMORY_RECORDS), queue::add);
        var sweep = new Sweep(state.holds(), usage, accounts, state.balanceListener());
        upkeep.add(
                RepeatingTask.start(
                        EVERY,
                        () -> {
                            var _ = sweep.sweep();
                        }));
        var stores = new Stores(new MemoryKeyStore(), RouteStores.inMemory(), usage);
        var guards = state.guardsOver(new BookedFunds(accounts, accounts));
        var probes =
                upkeep.add(
                        new ProbeWiring(
                                new Probes.Ports(
                                        stores.routes().channels(),
                                        guards.board(),
                                        state.revisions(),
                                        new LoggedAlerts()),
                                guards.vault(),
                                settings.upstreamAddresses()));
        upkeep.add(RepeatingTask.start(EVERY, probes.probes()::run));
        return new RunState(stores, guards, accounts, upkeep, () -> {});
    }

    /// Serves requests whose records are kept here, by this process or by others.
    Handler serving(Handler handler) {
        return (request, reply) -> {
            try {
                handler.handle(request, reply);
            } finally {
                requestEnded.run();
            }
        };
    }

    @Override
    public void close() {
        try {
            upkeep.close();
        } catch (Exception e) {
            throw new IllegalStateException("the upkeep does not end", e);
        }
    }
}
