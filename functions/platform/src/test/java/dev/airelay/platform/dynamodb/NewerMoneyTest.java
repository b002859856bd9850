package dev.airelay.platform.dynamodb;

import static dev.airelay.platform.dynamodb.NewerVersion.NEW;
import static dev.airelay.platform.dynamodb.NewerVersion.key;
import static dev.airelay.platform.dynamodb.NewerVersion.set;
import static dev.airelay.platform.dynamodb.NewerVersion.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.account.BalanceListener;
import dev.airelay.account.Charge;
import dev.airelay.account.Entry;
import dev.airelay.account.Plans;
import dev.airelay.account.Renewal;
import dev.airelay.account.SubscriptionStoreContract;
import dev.airelay.failure.UnreadableRecordException;
import dev.airelay.folding.Sweep;
import dev.airelay.giftcard.Cards;
import dev.airelay.giftcard.GiftCard;
import dev.airelay.giftcard.GiftCardStore.Listing;
import dev.airelay.giftcard.Redemption;
import dev.airelay.money.Nanos;
import dev.airelay.quota.Hold;
import dev.airelay.quota.OpenHolds;
import dev.airelay.usage.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rows about money as a newer version leaves them, read and changed by this one.
final class NewerMoneyTest {
    private static final Tables TABLES = LocalDynamo.freshTables();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final DynamoAccountStore accounts = new DynamoAccountStore(LocalDynamo::client, TABLES);
    private final DynamoGiftCardStore cards = new DynamoGiftCardStore(LocalDynamo::client, TABLES);
    private final DynamoSubscriptionStore plans =
            new DynamoSubscriptionStore(LocalDynamo::client, TABLES);

    @Test
    void bookingsKeepWhatAnAccountHasBesideItsBalance() {
        book("rich", "first", 100);
        set(TABLES.ledger(), line("rich", 1), "account_bonus_nanos", AttributeValue.fromN("7"));

        book("rich", "second", 50);
        accounts.renew(
                new Renewal(
                        "plan/1",
                        "rich",
                        Instant.MAX,
                        new Nanos(10),
                        NOON.plusSeconds(60),
                        NOON,
                        ""));

        assertEquals("7", stored(TABLES.ledger(), line("rich", 3), "account_bonus_nanos").n());
        assertEquals(new Nanos(150), accounts.account("rich").balance());
        assertEquals(new Nanos(10), accounts.account("rich").credit().left());
    }

    @Test
    void anAccountThatCannotBeReadIsNeitherTakenForEmptyNorWritten() {
        book("odd", "first", 100);
        set(TABLES.ledger(), line("odd", 1), "balance_nanos", NEW);

        assertThrows(UnreadableRecordException.class, () -> accounts.account("odd"));
        assertThrows(UnreadableRecordException.class, () -> book("odd", "second", 1));
        assertEquals(NEW, stored(TABLES.ledger(), line("odd", 1), "balance_nanos"));
    }

    @Test
    void entriesOfAnUnknownKindAreLeftOutOfALedger() {
        book("listed", "first", 100);
        book("listed", "second", 50);
        set(TABLES.ledger(), line("listed", 2), "kind", NEW);

        assertEquals(
                List.of("first"), accounts.entries("listed", 10).stream().map(Entry::id).toList());
        assertEquals(new Nanos(150), accounts.account("listed").balance());
    }

    private static Map<String, AttributeValue> line(String user, long number) {
        return Map.of(
                "user_id",
                AttributeValue.fromS(user),
                "place",
                AttributeValue.fromS(LedgerLine.place(number)));
    }

    private void book(String user, String id, long nanos) {
        accounts.book(new Entry(id, user, Entry.Kind.GRANT, new Nanos(nanos), NOON, ""));
    }

    @Test
    void aCardInAnUnknownStateIsNotPaidNorListed() {
        cards.add(List.of(Cards.card("odd")));
        var odd = cards.list(new Listing(1, "", Optional.empty(), Optional.empty()), NOON).cards();
        GiftCard card = odd.getFirst();
        set(TABLES.giftCards(), key("hash", card.hash()), "state", NEW);

        assertEquals(new Redemption.Unknown(), cards.redeem(card.hash(), "user", NOON));
        assertEquals(Optional.empty(), cards.find(card.id()));
        assertEquals(
                List.of(),
                cards.list(new Listing(1, "", Optional.empty(), Optional.empty()), NOON).cards());
        assertEquals(NEW, stored(TABLES.giftCards(), key("hash", card.hash()), "state"));
    }

    @Test
    void aRedeemedCardKeepsWhatItHasBesideItsState() {
        var tables = LocalDynamo.freshTables();
        var fresh = new DynamoGiftCardStore(LocalDynamo::client, tables);
        GiftCard card = Cards.card("beside");
        fresh.add(List.of(card));
        set(tables.giftCards(), key("hash", card.hash()), "campaign", NEW);

        fresh.redeem(card.hash(), "user", Cards.NOON);

        assertEquals(NEW, stored(tables.giftCards(), key("hash", card.hash()), "campaign"));
        assertEquals("USED", stored(tables.giftCards(), key("hash", card.hash()), "state").s());
    }

    @Test
    void aPlanOfAnUnknownLengthIsNotRenewedAndHoldsUpNoOther() {
        plans.save(SubscriptionStoreContract.monthly("odd", NOON.minusSeconds(10)));
        plans.save(SubscriptionStoreContract.monthly("known", NOON));
        set(TABLES.subscriptions(), key("user_id", "odd"), "length", NEW);

        var due = plans.due(NOON.plusSeconds(40L * 24 * 3600), 1);

        assertEquals(List.of("known"), due.stream().map(one -> one.userId()).toList());
        assertThrows(UnreadableRecordException.class, () -> plans.find("odd"));
    }

    @Test
    void anAccountThatCannotBeReadHoldsUpNoOthersPlanOrHold() {
        var tables = LocalDynamo.freshTables();
        var books = new DynamoAccountStore(LocalDynamo::client, tables);
        var subscriptions = new DynamoSubscriptionStore(LocalDynamo::client, tables);
        var told = new ArrayList<String>();
        BalanceListener listener = (after, _) -> told.add(after.userId());
        subscriptions.save(SubscriptionStoreContract.monthly("a-odd", NOON));
        subscriptions.save(SubscriptionStoreContract.monthly("b", NOON));
        for (String user : List.of("a-odd", "b")) {
            books.charge(List.of(charge(user)), NOON);
        }
        set(tables.ledger(), line("a-odd", 1), "balance_nanos", NEW);

        new Sweep(new Open(List.of(hold("a-odd"), hold("b"))), _ -> false, books, listener).sweep();
        new Plans(subscriptions, books, listener, () -> NOON.plus(Duration.ofDays(31))).renew();

        assertEquals(List.of("b", "b"), told);
    }

    private static Charge charge(String user) {
        return new Charge(
                "request-" + user,
                user,
                new Nanos(10),
                NOON,
                new Charge.Use(NOON, "key", "m", "", "", true, Tokens.NONE, 1));
    }

    private static Hold hold(String user) {
        return new Hold("request-" + user, user, "key", "m", new Nanos(10), 0, NOON, NOON, false);
    }

    private record Open(List<Hold> holds) implements OpenHolds {
        @Override
        public List<Hold> open(Duration ago, int most) {
            return holds;
        }

        @Override
        public void release(Hold hold) {
            throw new AssertionError("a reconciled request is not released");
        }
    }
}
