package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.failure.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

final class TransactionsTest {
    private static final Tables TABLES = LocalDynamo.freshTables();

    private final Transactions transactions =
            new Transactions(LocalDynamo::client, TABLES.subscriptions());

    private static TransactWriteItem put(String table, String user) {
        return TransactWriteItem.builder()
                .put(row -> row.tableName(table).item(Item.empty().text("user_id", user).values()))
                .build();
    }

    @Test
    void whatDynamoDbFindsInvalidBeforeItBeginsIsNotWorthTryingAgain() {
        var twice = List.of(put(TABLES.subscriptions(), "ada"), put(TABLES.subscriptions(), "ada"));
        var refusal = assertThrows(IllegalStateException.class, () -> transactions.write(twice));
        assertTrue(refusal.toString().contains(TABLES.subscriptions()), refusal::toString);
    }

    @Test
    void whatDynamoDbFindsInvalidWhileItWritesIsNotWorthTryingAgain() {
        var noKey = List.of(put(TABLES.subscriptions(), "m".repeat(3_000)));
        var refusal = assertThrows(IllegalStateException.class, () -> transactions.write(noKey));
        assertTrue(refusal.toString().contains("ValidationError"), refusal::toString);
    }

    @Test
    void aTableThatIsNotThereIsWorthTryingAgain() {
        var nowhere = List.of(put("nowhere-accounts", "ada"));
        assertThrows(StoreException.class, () -> transactions.write(nowhere));
    }
}
