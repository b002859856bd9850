package dev.airelay.local.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

class DynamoDbLocalTest {
    private static final Path ROOT = Path.of(System.getProperty("relay.root", "../.."));

    @TempDir Path folder;

    private static DynamoDbClient client(DynamoDbLocal engine, String accessKey) {
        return DynamoDbClient.builder()
                .endpointOverride(engine.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(accessKey, "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static void createTable(DynamoDbClient dynamo) {
        var key = KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build();
        var type = AttributeDefinition.builder().attributeName("id").attributeType("S").build();
        dynamo.createTable(table ->
                table.tableName("things")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(key)
                        .attributeDefinitions(type));
    }

    @Test
    void aServerThatForgetsKeepsTheTablesOfTwoAccessKeysApart() throws Exception {
        try (var engine = DynamoDbLocal.start(ROOT);
                var one = client(engine, "one");
                var other = client(engine, "other")) {
            assertTrue(engine.isAlive());
            createTable(one);
            assertEquals(List.of("things"), one.listTables().tableNames());
            assertEquals(List.of(), other.listTables().tableNames());
        }
    }

    @Test
    void aServerWithAFolderGoesOnWhereItEnded() throws Exception {
        var thing = Map.of("id", AttributeValue.fromS("a"), "n", AttributeValue.fromN("7"));
        try (var engine = DynamoDbLocal.start(ROOT, 0, Storage.folder(folder), line -> {});
                var client = client(engine, "one")) {
            createTable(client);
            client.putItem(put -> put.tableName("things").item(thing));
        }
        try (var engine = DynamoDbLocal.start(ROOT, 0, Storage.folder(folder), line -> {});
                var client = client(engine, "other")) {
            var key = Map.of("id", AttributeValue.fromS("a"));
            assertEquals(thing, client.getItem(get -> get.tableName("things").key(key)).item());
        }
    }

    @Test
    void aTakenPortAndAMissingProgramAreNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            var failure =
                    assertThrows(
                            IOException.class,
                            () -> DynamoDbLocal.start(ROOT, port, Storage.memory(), line -> {}));
            assertTrue(failure.toString().contains("already in use"), failure.toString());
        }
        var failure = assertThrows(IOException.class, () -> DynamoDbLocal.start(folder));
        assertTrue(failure.toString().contains("build localstack/dynamodb-local"));
    }
}
