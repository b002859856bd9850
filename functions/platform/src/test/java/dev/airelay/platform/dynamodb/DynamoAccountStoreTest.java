package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.account.AccountStore;
import dev.airelay.account.AccountStoreContract;
import dev.airelay.account.Charge;
import dev.airelay.account.Period;
import dev.airelay.account.Subject;
import dev.airelay.account.TallyStore;
import dev.airelay.failure.StoreException;
import dev.airelay.folding.Fold;
import dev.airelay.money.Nanos;
import dev.airelay.usage.Tokens;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
        var row = new HashMap<>(RollupRows.key(charge("eve", "any", "broken").rollups().getLast()));
        row.put("h12_requests", AttributeValue.fromS("many"));
        LocalDynamo.client().putItem(ask -> ask.tableName(TABLES.rollups()).item(row));

        onlyThePoisonIsBuried("eve", "broken");
    }

    /// Clients name models as they like, and a channel may serve all of them.
    @Test
    void aModelWithANameThatNoKeyCanHoldIsChargedAndCountedAsWell() {
        String endless = "\u6A21".repeat(3_000);
        String other = endless + "!";
        store.charge(
                List.of(charge("mallory", "one", endless), charge("mallory", "two", other)), NOON);

        assertEquals(new Nanos(-20), store.account("mallory").balance());
        for (String model : List.of(endless, other)) {
            assertEquals(
                    1,
                    store.tally(
                                    new Subject(Subject.Dimension.MODEL, model),
                                    Period.DAY,
                                    "2026-11-21")
                            .requests());
        }
    }

    /// DynamoDB may do what it was asked, and the answer be lost; or not even hear of it.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBookingOfWhichNobodyHeardIsRepeatedAndBookedOnce(boolean done) {
        var dead = new boolean[] {true};
        String user = "torn-" + done;
        DynamoDbClient torn = torn(dead, done);
        var dying = new DynamoAccountStore(() -> torn, TABLES);
        var first = List.of(charge(user, "1", "m"), charge(user, "2", "m"));

        assertThrows(StoreException.class, () -> dying.charge(first, NOON));
        dead[0] = false;
        var again = List.of(charge(user, "2", "m"), charge(user, "3", "m"));
        assertTrue(dying.charge(again, NOON).booked());
        assertEquals(!done, dying.charge(first, NOON).booked());

        assertEquals(new Nanos(-30), store.account(user).balance());
        var all = new Subject(Subject.Dimension.USER, user);
        assertEquals(3, store.tally(all, Period.EVER, "ever").requests());
        assertEquals(3, store.tally(all, Period.DAY, "2026-11-21").requests());
    }

    /// @param dead whether transactions fail
    /// @param done whether they are made all the same
    private static DynamoDbClient torn(boolean[] dead, boolean done) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (_, method, arguments) -> {
                            boolean fails =
                                    dead[0] && method.getName().equals("transactWriteItems");
                            Object answer =
                                    fails && !done
                                            ? null
                                            : method.invoke(LocalDynamo.client(), arguments);
                            if (fails) {
                                throw SdkClientException.create("the connection broke");
                            }
                            return answer;
                        });
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
                store.charged(user, List.of(user + "-before", user + "-poison", user + "-after")));
    }

    private static Charge charge(String user, String id, String model) {
        return new Charge(
                user + "-" + id,
                user,
                new Nanos(10),
                NOON,
                new Charge.Use(NOON, user + "-key", model, "", "", true, Tokens.NONE, 1));
    }
}
