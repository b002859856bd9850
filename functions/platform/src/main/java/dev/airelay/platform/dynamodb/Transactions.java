package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Writes that happen together or not at all.
///
/// One that meets another on the same row is cancelled by DynamoDB and tried again here, after a
/// pause of random length that grows with each attempt
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html, read
/// 2026-11-21). One that is invalid, by itself or with what lies in the rows, will never be made
/// and is not tried again.
///
/// @param subject named in failures
record Transactions(Supplier<DynamoDbClient> dynamo, String subject) {
    private static final int MOST_ATTEMPTS = 12;

    /// Reasons for a cancellation that stay; the others pass
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html,
    /// read 2026-11-21).
    private static final Set<String> LASTING =
            Set.of("ValidationError", "ItemCollectionSizeLimitExceeded");

    private static final JitteredBackoff BACKOFF =
            new JitteredBackoff(Duration.ofMillis(8), Duration.ofMillis(400));

    /// Stores a row, refused when there is one with its key.
    ///
    /// @param key the partition key's name
    static TransactWriteItem addition(String table, String key, Item row) {
        return TransactWriteItem.builder()
                .put(
                        Put.builder()
                                .tableName(table)
                                .item(row.values())
                                .conditionExpression("attribute_not_exists(#key)")
                                .expressionAttributeNames(Map.of("#key", key))
                                .build())
                .build();
    }

    /// @return which writes their conditions refused, by their place in the list; nothing was
    ///   written unless it is empty
    /// @throws StoreException when DynamoDB does not answer, or cancels for reasons that pass each
    ///   time
    /// @throws IllegalStateException when DynamoDB can never make these writes
    List<Integer> write(List<TransactWriteItem> writes) {
        for (int attempt = 1; ; attempt++) {
            try {
                dynamo.get().transactWriteItems(ask -> ask.transactItems(writes));
                return List.of();
            } catch (TransactionCanceledException e) {
                List<Integer> refused = refused(e.cancellationReasons());
                if (!refused.isEmpty()) {
                    return refused;
                }
                refuseInvalid(e);
                if (attempt == MOST_ATTEMPTS) {
                    throw new StoreException(
                            "others hold rows of " + subject + ", or they are throttled", e);
                }
                BACKOFF.pause(attempt);
            } catch (DynamoDbException e) {
                if ("ValidationException".equals(e.awsErrorDetails().errorCode())) {
                    throw invalid(e.awsErrorDetails().errorMessage(), e);
                }
                throw away(e);
            } catch (SdkException e) {
                throw away(e);
            }
        }
    }

    private void refuseInvalid(TransactionCanceledException e) {
        for (CancellationReason reason : e.cancellationReasons()) {
            if (reason.code() != null && LASTING.contains(reason.code())) {
                throw invalid(reason.code() + ": " + reason.message(), e);
            }
        }
    }

    private IllegalStateException invalid(String why, DynamoDbException e) {
        return new IllegalStateException(
                "DynamoDB never makes this write for " + subject + ": " + why, e);
    }

    private StoreException away(SdkException e) {
        return new StoreException("DynamoDB does not answer for " + subject, e);
    }

    private static List<Integer> refused(List<CancellationReason> reasons) {
        var refused = new ArrayList<Integer>();
        for (int i = 0; i < reasons.size(); i++) {
            if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
                refused.add(i);
            }
        }
        return refused;
    }
}
