package dev.airelay.platform.dynamodb;

import dev.airelay.failure.StoreException;
import dev.airelay.giftcard.GiftCard;
import dev.airelay.giftcard.GiftCardStore.Listing;
import dev.airelay.giftcard.GiftCardStore.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The indexes of gift cards. A page ends when it is full, or after 2,000 looks at cards that stand
/// otherwise, so that no list takes longer than a caller waits.
record GiftCardIndexes(Supplier<DynamoDbClient> dynamo, String table, RowReader<GiftCard> reader) {
    private static final int MOST_LOOKS = 2_000;
    private static final int READ_AT_ONCE = 200;

    /// The hash of the card with this id.
    Optional<String> hash(String id) {
        try {
            var answer =
                    dynamo.get()
                            .query(ask ->
                                    ask.tableName(table)
                                            .indexName("by_id")
                                            .keyConditionExpression("id = :id")
                                            .expressionAttributeValues(
                                                    Map.of(":id", AttributeValue.fromS(id))));
            return answer.items().stream().findFirst().map(row -> new Item(row).text("hash"));
        } catch (SdkException e) {
            throw away(e);
        }
    }

    Page list(Listing listing, Instant now) {
        try {
            return page(rows(listing), listing, now);
        } catch (SdkException e) {
            throw away(e);
        }
    }

    private Page page(Iterator<Map<String, AttributeValue>> rows, Listing listing, Instant now) {
        var cards = new ArrayList<GiftCard>();
        var last = "";
        for (int looks = 0; rows.hasNext(); looks++) {
            if (cards.size() == listing.limit() || looks == MOST_LOOKS) {
                return new Page(cards, Optional.of(last));
            }
            var row = new Item(rows.next());
            last = row.text("place");
            reader.ifReadable(row)
                    .filter(card ->
                            listing.status().filter(one -> one != card.status(now)).isEmpty())
                    .ifPresent(cards::add);
        }
        return new Page(cards, Optional.empty());
    }

    private Iterator<Map<String, AttributeValue>> rows(Listing listing) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":of", AttributeValue.fromS(listing.batchId().orElse(GiftCardRow.LIST)));
        var where = "#of = :of";
        if (!listing.after().isEmpty()) {
            values.put(":after", AttributeValue.fromS(listing.after()));
            where += " AND place < :after";
        }
        var condition = where;
        boolean all = listing.batchId().isEmpty();
        int atOnce = listing.status().isEmpty() ? listing.limit() + 1 : READ_AT_ONCE;
        return dynamo.get()
                .queryPaginator(ask ->
                        ask.tableName(table)
                                .indexName(all ? "by_time" : "by_batch")
                                .keyConditionExpression(condition)
                                .expressionAttributeNames(Map.of("#of", all ? "list" : "batch_id"))
                                .expressionAttributeValues(values)
                                .scanIndexForward(false)
                                .limit(atOnce))
                .items()
                .iterator();
    }

    private StoreException away(SdkException e) {
        return new StoreException("DynamoDB does not answer for " + table, e);
    }
}
