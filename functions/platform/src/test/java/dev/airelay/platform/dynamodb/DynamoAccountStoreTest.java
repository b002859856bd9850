package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.account.AccountStore;
import dev.airelay.account.AccountStoreContract;
import dev.airelay.account.Charge;
import dev.airelay.account.Period;
import dev.airelay.account.Subject;
import dev.airelay.account.Tallies;
import dev.airelay.account.TallyStore;
import dev.airelay.folding.Fold;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoAccountStoreTest implements AccountStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final DynamoAccountStore store = new DynamoAccountStore(LocalDynamo::client, TABLES);

    @Override
    public AccountStore store() {
        return store;
    }

    @Override
    public TallyStore tallies() {
        return store;
    }

    @Test
    void aChargeOnATallyThatIsNoNumberIsBuriedAndTheOthersAreBooked() {
        var row = new HashMap<>(TallyRows.key(dayOf("broken")));
        row.put("requests", AttributeValue.fromS("many"));
        LocalDynamo.client().putItem(ask -> ask.tableName(TABLES.tallies()).item(row));

        onlyThePoisonIsBuried("eve", "broken");
    }

    /// Clients name models as they like, and a channel may serve all of them.
    @Test
    void aChargeForAModelWithANameThatNoKeyCanHoldIsBuriedAndTheOthersAreBooked() {
        onlyThePoisonIsBuried("mallory", "m".repeat(3_000));
    }

    private void onlyThePoisonIsBuried(String user, String poison) {
        var buried = new HashMap<String, String>();
        var fold =
                new Fold(
                        store,
                        (_, _) -> {},
                        (id, _, reason) -> buried.put(id, reason),
                        InstantSource.fixed(NOON));

        fold.fold(
                List.of(
                        charge(user, "before", "sound"),
                        charge(user, "poison", poison),
                        charge(user, "after", "sound")));

        assertEquals(Set.of(user + "-poison"), buried.keySet());
        assertEquals(new Nanos(-20), store.account(user).balance());
        assertEquals(
                Set.of(user + "-before", user + "-after"),
                store.charged(List.of(user + "-before", user + "-poison", user + "-after")));
    }

    private static Charge charge(String user, String id, String model) {
        return new Charge(
                user + "-" + id,
                user,
                new Nanos(10),
                NOON,
                new Charge.Use(NOON, user + "-key", model, "", "", true, Tokens.NONE, 1));
    }

    private static Tallies.Place dayOf(String model) {
        return new Tallies.Place(
                new Subject(Subject.Dimension.MODEL, model), Period.DAY, Period.DAY.of(NOON));
    }
}
