package dev.airelay.platform.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.KeyStoreContract;
import dev.airelay.failure.StoreException;
import dev.airelay.usage.UsageLogContract;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

final class TablesTest {
    @Test
    void everyTableIsThereWithItsExpiryAndItsStream() {
        Tables tables = LocalDynamo.freshTables();
        var dynamo = LocalDynamo.client();

        for (String name :
                List.of(
                        tables.users(),
                        tables.keys(),
                        tables.channels(),
                        tables.usage(),
                        tables.gates())) {
            var table = dynamo.describeTable(ask -> ask.tableName(name)).table();
            assertEquals(TableStatus.ACTIVE, table.tableStatus());
        }
        var usage = dynamo.describeTable(ask -> ask.tableName(tables.usage())).table();
        assertTrue(usage.streamSpecification().streamEnabled());
        var expiry =
                dynamo.describeTimeToLive(ask -> ask.tableName(tables.usage()))
                        .timeToLiveDescription();
        assertEquals(TimeToLiveStatus.ENABLED, expiry.timeToLiveStatus());
        assertEquals("expires_at_s", expiry.attributeName());
    }

    @Test
    void creatingAgainChangesNothing() {
        Tables tables = LocalDynamo.freshTables();
        var store = new DynamoKeyStore(LocalDynamo::client, tables);
        store.save(KeyStoreContract.user("u"));
        store.save(KeyStoreContract.key("k", "u"));

        tables.create(LocalDynamo.client());

        assertTrue(store.find("hash-of-k").isPresent());
    }

    @Test
    void aDatabaseThatIsAwayIsAStoreExceptionInBoundedTimeThatTellsNoHash() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var dynamo =
                        LocalDynamo.clientOf(
                                URI.create("http://127.0.0.1:" + silent.getLocalPort()))) {
            var store = new DynamoKeyStore(() -> dynamo, new Tables(""));
            var log = new DynamoUsageLog(() -> dynamo, new Tables(""), Duration.ofDays(1));

            assertTimeout(
                    Duration.ofSeconds(20),
                    () -> {
                        var away =
                                assertThrows(
                                        StoreException.class,
                                        () -> store.find("hash-that-nobody-should-see"));
                        assertFalse(away.toString().contains("hash-that"));
                        assertFalse(String.valueOf(away.getCause()).contains("hash-that"));
                    });
            assertThrows(StoreException.class, () -> log.write(UsageLogContract.bare("r")));
        }
    }

    @Test
    void aMissingTableIsAStoreException() {
        var store = new DynamoChannelStore(LocalDynamo::client, new Tables("nowhere-"));

        assertThrows(StoreException.class, store::all);
    }
}
