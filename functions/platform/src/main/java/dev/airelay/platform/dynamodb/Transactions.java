package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Writes that happen together or not at all.
///
/// One that meets another on the same row is cancelled by DynamoDB and tried again here, after a
/// pause of random length that grows with each attempt
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html, read
/// 2026-11-21).
///
/// @param subject named in failures
record Transactions(Supplier<DynamoDbClient> dynamo, String subject) {
    private static final int MOST_ATTEMPTS = 12;
    private static final Pauses PAUSES = new Pauses(Duration.ofMillis(8), Duration.ofMillis(400));

    /// @return which writes their conditions refused, by their place in the list; nothing was
    ///   written unless it is empty
    /// @throws StoreException when DynamoDB does not answer, or others hold the rows all the time
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
                if (attempt == MOST_ATTEMPTS) {
                    throw new StoreException("others hold rows of " + subject, e);
                }
                PAUSES.pause(attempt);
            } catch (SdkException e) {
                throw new StoreException("DynamoDB does not answer for " + subject, e);
            }
        }
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
