package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.airelay.account.AccountStore;
import dev.airelay.failure.StoreException;
import dev.airelay.giftcard.Cards;
import dev.airelay.giftcard.GiftCard.Status;
import dev.airelay.giftcard.GiftCardStore;
import dev.airelay.giftcard.GiftCardStore.Listing;
import dev.airelay.giftcard.GiftCardStoreContract;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DynamoGiftCardStoreTest implements GiftCardStoreContract {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final GiftCardStore store = new DynamoGiftCardStore(LocalDynamo::client, TABLES);

    @Override
    public GiftCardStore store() {
        return store;
    }

    @Override
    public AccountStore accounts() {
        return new DynamoAccountStore(LocalDynamo::client, TABLES);
    }

    @Test
    void aListThatFindsLittleStopsLookingAndSaysWhereToGoOn() {
        var tables = LocalDynamo.freshTables();
        var crowded = new DynamoGiftCardStore(LocalDynamo::client, tables);
        for (int i = 0; i < 3; i++) {
            crowded.add(Cards.cards(1_000, Cards.batch("crowd-" + i, Cards.NOON.plusMillis(i))));
        }
        crowded.redeem("hash-crowd-0-0000", "first", Cards.NOON);
        var listing = new Listing(10, "", Optional.empty(), Optional.of(Status.USED));
        var nothing = crowded.list(listing, Cards.NOON);
        assertEquals(List.of(), nothing.cards());
        var rest =
                crowded.list(
                        new Listing(
                                10,
                                nothing.next().orElseThrow(),
                                Optional.empty(),
                                Optional.of(Status.USED)),
                        Cards.NOON);
        assertEquals("id-crowd-0-0000", rest.cards().getFirst().id());
        assertEquals(Optional.empty(), rest.next());
    }

    @Test
    void aDatabaseThatIsAwayIsAStoreException() {
        try (var nobody = LocalDynamo.clientOf(URI.create("http://127.0.0.1:1"))) {
            var away = new DynamoGiftCardStore(() -> nobody, TABLES);
            var all = new Listing(1, "", Optional.empty(), Optional.empty());
            assertThrows(StoreException.class, () -> away.redeem("h", "u", Cards.NOON));
            assertThrows(StoreException.class, () -> away.list(all, Cards.NOON));
        }
    }
}
