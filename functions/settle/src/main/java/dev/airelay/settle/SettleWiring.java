package dev.airelay.settle;

import dev.airelay.account.Plans;
import dev.airelay.folding.DeadLetters;
import dev.airelay.folding.Fold;
import dev.airelay.folding.Sweep;
import dev.airelay.folding.Upkeep;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoChannelStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoDeadLetters;
import dev.airelay.platform.dynamodb.DynamoSubscriptionStore;
import dev.airelay.platform.dynamodb.DynamoUsageLog;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.gates.ChosenGate;
import dev.airelay.platform.kms.KmsClients;
import dev.airelay.platform.kms.KmsVault;
import dev.airelay.probing.LoggedAlerts;
import dev.airelay.probing.Probes;
import dev.airelay.quota.BookedFunds;
import dev.airelay.quota.GatePorts;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/// Fold, upkeep and probes over their stores.
public final class SettleWiring implements AutoCloseable {
    private final SettleSettings settings;
    private final DynamoDbClient dynamo;
    private final ChosenGate chosen;
    private final DeadLetters deadLetters;
    private final Fold fold;
    private final Upkeep upkeep;
    private final ProbeWiring probes;
    private @Nullable KmsClient kms;

    public SettleWiring(SettleSettings settings) {
        this.settings = settings;
        InstantSource clock = InstantSource.system();
        var random = new SecureRandom();
        var tables = new Tables(settings.tablePrefix());
        dynamo = DynamoClients.open(settings.region(), settings.endpoints().dynamodb());
        deadLetters = new DynamoDeadLetters(() -> dynamo, tables, clock);
        var accounts = new DynamoAccountStore(() -> dynamo, tables);
        chosen = new ChosenGate(settings.gate(), () -> dynamo, tables, clock, random);
        GatePorts gate = chosen.over(new BookedFunds(accounts, accounts));
        fold = new Fold(accounts, gate.books(), deadLetters, clock);
        var usage = new DynamoUsageLog(() -> dynamo, tables, DynamoUsageLog.USUAL_AGE);
        var subscriptions = new DynamoSubscriptionStore(() -> dynamo, tables);
        upkeep =
                new Upkeep(
                        new Sweep(gate.holds(), usage, accounts, gate.books()),
                        new Plans(subscriptions, accounts, gate.books(), clock));
        probes =
                new ProbeWiring(
                        new Probes.Ports(
                                new DynamoChannelStore(() -> dynamo, tables),
                                gate.board(),
                                gate.revisions(),
                                new LoggedAlerts()),
                        new KmsVault(this::kms, settings.kmsKey(), clock, random),
                        settings.upstreamAddresses());
    }

    /// Opened when the first probe needs it: booking never does.
    private synchronized KmsClient kms() {
        KmsClient opened = kms;
        if (opened == null) {
            opened = KmsClients.open(settings.region(), settings.endpoints().kms());
            kms = opened;
        }
        return opened;
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
    public synchronized void close() {
        probes.close();
        chosen.close();
        dynamo.close();
        if (kms != null) {
            kms.close();
        }
    }
}
