package dev.airelay.platform.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.failure.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/// The names of the tables under one prefix, and their creation on an endpoint that has none.
///
/// @param prefix goes before each table's name, such as `relay-`
public record Tables(String prefix) {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    String users() {
        return prefix + "users";
    }

    String emails() {
        return prefix + "emails";
    }

    String sessions() {
        return prefix + "sessions";
    }

    String invitations() {
        return prefix + "invitations";
    }

    String settings() {
        return prefix + "settings";
    }

    String keys() {
        return prefix + "keys";
    }

    String channels() {
        return prefix + "channels";
    }

    String groups() {
        return prefix + "groups";
    }

    String models() {
        return prefix + "models";
    }

    String usage() {
        return prefix + "usage";
    }

    String ledger() {
        return prefix + "ledger";
    }

    String subscriptions() {
        return prefix + "subscriptions";
    }

    String rollups() {
        return prefix + "rollups";
    }

    String prices() {
        return prefix + "prices";
    }

    String giftCards() {
        return prefix + "gift-cards";
    }

    String giftBatches() {
        return prefix + "gift-batches";
    }

    String guesses() {
        return prefix + "guesses";
    }

    String gates() {
        return prefix + "gates";
    }

    String deadLetters() {
        return prefix + "dead-letters";
    }

    /// Creates what `tables.json` defines and does not exist yet, and waits until all of it can be
    /// used. For the local runner; a deployment's tables are made by its infrastructure code.
    ///
    /// @param dynamo an unhurried one: an engine that has just started takes seconds to make a
    ///   table
    /// @throws StoreException when the endpoint does not answer
    public void create(DynamoDbClient dynamo) {
        var made = new ArrayList<Future<?>>();
        try (var makers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (JsonNode table : definitions().path("tables")) {
                made.add(makers.submit(() -> make(dynamo, table)));
            }
            for (Future<?> one : made) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new StoreException("DynamoDB cannot create the tables", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while creating the tables", e);
        }
    }

    private void make(DynamoDbClient dynamo, JsonNode table) {
        create(dynamo, table);
        await(dynamo, table);
        expire(dynamo, table);
    }

    /// The ARN of the stream of usage records.
    ///
    /// @throws StoreException when the endpoint does not answer
    public String usageStream(DynamoDbClient dynamo) {
        try {
            return dynamo.describeTable(ask -> ask.tableName(usage())).table().latestStreamArn();
        } catch (SdkException e) {
            throw new StoreException("DynamoDB does not answer for " + usage(), e);
        }
    }

    private static JsonNode definitions() {
        try (var in = Tables.class.getResourceAsStream("tables.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name(JsonNode table) {
        return prefix + table.path("name").asText();
    }

    private void create(DynamoDbClient dynamo, JsonNode table) {
        var attributes = new LinkedHashSet<>(attributes(table));
        var indexes = new ArrayList<GlobalSecondaryIndex>();
        for (JsonNode index : table.path("indexes")) {
            attributes.addAll(attributes(index));
            indexes.add(
                    GlobalSecondaryIndex.builder()
                            .indexName(index.path("name").asText())
                            .keySchema(schema(index))
                            .projection(
                                    Projection.builder().projectionType(ProjectionType.ALL).build())
                            .build());
        }
        var request =
                CreateTableRequest.builder()
                        .tableName(name(table))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(attributes)
                        .keySchema(schema(table));
        if (!indexes.isEmpty()) {
            request.globalSecondaryIndexes(indexes);
        }
        if (table.has("stream")) {
            request.streamSpecification(
                    StreamSpecification.builder()
                            .streamEnabled(true)
                            .streamViewType(table.path("stream").asText())
                            .build());
        }
        try {
            dynamo.createTable(request.build());
        } catch (ResourceInUseException exists) {
            return;
        }
    }

    private static List<AttributeDefinition> attributes(JsonNode keyed) {
        var attributes = new ArrayList<AttributeDefinition>();
        for (String role : List.of("partitionKey", "sortKey")) {
            if (keyed.has(role)) {
                attributes.add(
                        AttributeDefinition.builder()
                                .attributeName(keyed.path(role).path("name").asText())
                                .attributeType(keyed.path(role).path("type").asText())
                                .build());
            }
        }
        return attributes;
    }

    private static List<KeySchemaElement> schema(JsonNode keyed) {
        var schema = new ArrayList<KeySchemaElement>();
        for (AttributeDefinition attribute : attributes(keyed)) {
            schema.add(
                    KeySchemaElement.builder()
                            .attributeName(attribute.attributeName())
                            .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                            .build());
        }
        return schema;
    }

    private void await(DynamoDbClient dynamo, JsonNode table) {
        try (var waiter = dynamo.waiter()) {
            waiter.waitUntilTableExists(
                    describe -> describe.tableName(name(table)),
                    patience ->
                            patience.backoffStrategyV2(BackoffStrategy.fixedDelay(LOOK_AGAIN))
                                    .maxAttempts((int) PATIENCE.dividedBy(LOOK_AGAIN))
                                    .waitTimeout(PATIENCE));
        }
    }

    private void expire(DynamoDbClient dynamo, JsonNode table) {
        if (!table.has("timeToLive")) {
            return;
        }
        var described = dynamo.describeTimeToLive(ask -> ask.tableName(name(table)));
        if (described.timeToLiveDescription().timeToLiveStatus() == TimeToLiveStatus.DISABLED) {
            dynamo.updateTimeToLive(ask ->
                    ask.tableName(name(table))
                            .timeToLiveSpecification(spec ->
                                    spec.enabled(true)
                                            .attributeName(table.path("timeToLive").asText())));
        }
    }
}
