package dev.airelay.platform.dynamodb;

import dev.airelay.local.engines.DynamoDbLocal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The one DynamoDB Local of this JVM, started by the first test that needs it and ended with the
/// JVM, and fresh tables on it for each that asks. Its client is unhurried, since hundreds of
/// callers at once on two processors wait longer than one who is served alone.
final class LocalDynamo {
    private static final String REGION = "eu-central-1";
    private static final AwsCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private LocalDynamo() {}

    static DynamoDbClient client() {
        return Holder.CLIENT;
    }

    static URI uri() {
        return Holder.ENGINE.uri();
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

    /// As the functions open it.
    static DynamoDbClient clientOf(URI endpoint) {
        return DynamoClients.open(REGION, endpoint, ANYBODY);
    }

    private static final class Holder {
        static final DynamoDbLocal ENGINE = start();
        static final DynamoDbClient CLIENT =
                DynamoClients.openUnhurried(REGION, ENGINE.uri(), ANYBODY);

        private static DynamoDbLocal start() {
            try {
                DynamoDbLocal engine =
                        DynamoDbLocal.start(Path.of(System.getProperty("relay.root", "")));
                Runtime.getRuntime().addShutdownHook(new Thread(engine::close));
                return engine;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
