package dev.airelay.platform.dynamodb;

import dev.airelay.local.engines.DynamoDbLocal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The one DynamoDB Local of this JVM, started by the first test that needs it and ended with the
/// JVM, and fresh tables on it for each that asks.
final class LocalDynamo {
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private LocalDynamo() {}

    static DynamoDbClient client() {
        return Holder.CLIENT;
    }

    static Tables freshTables() {
        var tables = new Tables("test-" + PREFIXES.incrementAndGet() + "-");
        tables.create(client());
        return tables;
    }

    /// Removes every row of a table.
    static void empty(String table, String key) {
        for (var row : client().scan(ask -> ask.tableName(table)).items()) {
            client().deleteItem(ask ->
                    ask.tableName(table).key(Map.of(key, Objects.requireNonNull(row.get(key)))));
        }
    }

    static DynamoDbClient clientOf(URI endpoint) {
        return DynamoClients.open(
                "eu-central-1",
                endpoint,
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
    }

    private static final class Holder {
        static final DynamoDbClient CLIENT = start();

        private static DynamoDbClient start() {
            try {
                DynamoDbLocal engine =
                        DynamoDbLocal.start(Path.of(System.getProperty("relay.root", "")));
                Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
                return clientOf(engine.uri());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
