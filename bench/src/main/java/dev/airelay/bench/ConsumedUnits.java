package dev.airelay.bench;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/// Counts the calls of a DynamoDB client and the capacity units that they consume: what DynamoDB
/// Local says, which is what the service would, indexes included; but for transactions, of which it
/// counts only some rows, by the sizes of the rows as they are afterwards, twice
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html, read
/// 2026-11-21). That is right where rows do not shrink and their tables have no index.
///
/// A call of a kind that it does not know fails, so that none goes uncounted. A call that a
/// condition refused is counted without units, which DynamoDB does not tell. Safe for many threads.
final class ConsumedUnits implements ExecutionInterceptor {
    private static final int IN_TRANSACTIONS = 2;

    private final DynamoDbClient reader;
    private final Map<String, Integer> calls = new TreeMap<>();
    private double written;
    private double read;

    /// @param reader looks at rows that were written; not counted
    ConsumedUnits(DynamoDbClient reader) {
        this.reader = reader;
    }

    /// What was consumed since the last time.
    ///
    /// @param calls by operation, sorted
    /// @param written write units, those of indexes included
    /// @param read read units
    record Count(Map<String, Integer> calls, double written, double read) {}

    synchronized Count take() {
        var count = new Count(new TreeMap<>(calls), written, read);
        calls.clear();
        written = 0;
        read = 0;
        return count;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        String name = request.getClass().getSimpleName();
        count(name.substring(0, name.length() - "Request".length()));
        var total = ReturnConsumedCapacity.TOTAL;
        return switch (request) {
            case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(total).build();
            case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest query -> query.toBuilder().returnConsumedCapacity(total).build();
            case TransactWriteItemsRequest all -> all;
            default -> throw new IllegalStateException(name + " is not counted");
        };
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        SdkResponse response = context.response();
        switch (response) {
            case PutItemResponse put -> wrote(put.consumedCapacity().capacityUnits());
            case GetItemResponse get -> read(get.consumedCapacity());
            case QueryResponse query -> read(query.consumedCapacity());
            case TransactWriteItemsResponse _ ->
                    wrote(units((TransactWriteItemsRequest) context.request()));
            default -> throw new IllegalStateException(response + " is not counted");
        }
    }

    private synchronized void count(String operation) {
        calls.merge(operation, 1, Integer::sum);
    }

    private double units(TransactWriteItemsRequest transaction) {
        return transaction.transactItems().stream()
                .mapToInt(write -> IN_TRANSACTIONS * RowSize.writeUnits(row(write)))
                .sum();
    }

    private Map<String, AttributeValue> row(TransactWriteItem write) {
        if (write.put() != null) {
            return write.put().item();
        }
        var update = write.update();
        return reader.getItem(ask -> ask.tableName(update.tableName()).key(update.key())).item();
    }

    private synchronized void wrote(double units) {
        written += units;
    }

    private synchronized void read(ConsumedCapacity table) {
        read += table.capacityUnits();
    }
}
