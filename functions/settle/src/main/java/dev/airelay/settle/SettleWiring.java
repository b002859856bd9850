package dev.airelay.settle;

import dev.airelay.account.Plans;
import dev.airelay.folding.DeadLetters;
import dev.airelay.folding.Fold;
import dev.airelay.folding.Sweep;
import dev.airelay.folding.Upkeep;
import dev.airelay.platform.backbone.Backbone;
import dev.airelay.platform.dynamodb.DynamoDeadLetters;
import dev.airelay.platform.dynamodb.DynamoSubscriptionStore;
import dev.airelay.probing.LoggedAlerts;
import dev.airelay.probing.Probes;
import dev.airelay.quota.GatePorts;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Fold, upkeep and probes over their stores.
public final class SettleWiring implements AutoCloseable {
    private final Backbone backbone;
    private final DeadLetters deadLetters;
    private final Fold fold;
    private final Upkeep upkeep;
    private final ProbeWiring probes;

    public SettleWiring(SettleSettings settings) {
        InstantSource clock = InstantSource.system();
        backbone = new Backbone(settings.backbone(), clock, new SecureRandom());
        var accounts = backbone.accounts();
        GatePorts gate = backbone.gate();
        deadLetters = new DynamoDeadLetters(backbone.dynamo(), backbone.tables(), clock);
        fold = new Fold(accounts, gate.balanceListener(), deadLetters, clock);
        var subscriptions = new DynamoSubscriptionStore(backbone.dynamo(), backbone.tables());
        upkeep =
                new Upkeep(
                        new Sweep(gate.holds(), backbone.usage(), accounts, gate.balanceListener()),
                        new Plans(subscriptions, accounts, gate.balanceListener(), clock));
        probes =
                new ProbeWiring(
                        new Probes.Ports(
                                backbone.routes().channels(),
                                gate.board(),
                                gate.revisions(),
                                new LoggedAlerts()),
                        backbone.vault(settings.kmsKey()),
                        settings.upstreamAddresses());
    }

    public Fold fold() {
        return fold;
    }

    public Upkeep upkeep() {
        return upkeep;
    }

    public Probes probes() {
        return probes.probes();
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        probes.close();
        backbone.close();
    }
}
