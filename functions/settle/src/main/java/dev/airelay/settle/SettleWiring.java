package dev.airelay.settle;

import dev.airelay.account.Plans;
import dev.airelay.folding.DeadLetters;
import dev.airelay.folding.Fold;
import dev.airelay.folding.Sweep;
import dev.airelay.folding.Upkeep;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.DynamoDeadLetters;
import dev.airelay.platform.dynamodb.DynamoSubscriptionStore;
import dev.airelay.platform.dynamodb.DynamoUsageLog;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.gates.ChosenGate;
import dev.airelay.quota.BookedFunds;
import dev.airelay.quota.GatePorts;
import java.security.SecureRandom;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Fold and upkeep over their stores.
public final class SettleWiring implements AutoCloseable {
    private final DynamoDbClient dynamo;
    private final ChosenGate chosen;
    private final DeadLetters deadLetters;
    private final Fold fold;
    private final Upkeep upkeep;

    public SettleWiring(SettleSettings settings) {
        InstantSource clock = InstantSource.system();
        var tables = new Tables(settings.tablePrefix());
        dynamo = DynamoClients.open(settings.region(), settings.dynamodb());
        deadLetters = new DynamoDeadLetters(() -> dynamo, tables, clock);
        var accounts = new DynamoAccountStore(() -> dynamo, tables);
        chosen = new ChosenGate(settings.gate(), () -> dynamo, tables, clock, new SecureRandom());
        GatePorts gate = chosen.over(new BookedFunds(accounts, accounts));
        fold = new Fold(accounts, gate.books(), deadLetters, clock);
        var usage = new DynamoUsageLog(() -> dynamo, tables, DynamoUsageLog.USUAL_AGE);
        var subscriptions = new DynamoSubscriptionStore(() -> dynamo, tables);
        upkeep =
                new Upkeep(
                        new Sweep(gate.holds(), usage, accounts, gate.books()),
                        new Plans(subscriptions, accounts, gate.books(), clock));
    }

    public Fold fold() {
        return fold;
    }

    public Upkeep upkeep() {
        return upkeep;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        chosen.close();
        dynamo.close();
    }
}
