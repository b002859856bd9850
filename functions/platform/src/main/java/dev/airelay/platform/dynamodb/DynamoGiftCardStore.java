package dev.airelay.platform.dynamodb;

import dev.airelay.account.Entry;
import dev.airelay.giftcard.GiftCard;
import dev.airelay.giftcard.GiftCard.State;
import dev.airelay.giftcard.GiftCard.Status;
import dev.airelay.giftcard.GiftCardStore;
import dev.airelay.giftcard.Redemption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Gift cards in DynamoDB, found by the hash of their code.
///
/// A card is redeemed by one transaction over the card and the next line of the ledger. A batch
/// goes in by transactions of at most 100 writes
/// (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html,
/// read 2026-11-21), the first of which also takes the batch's id, so that nobody else can.
///
/// Cards are listed, and found by id, through indexes that follow within a moment
/// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html, read 2026-11-21);
/// how a card stands is always read from the table when one is found or changed.
public final class DynamoGiftCardStore implements GiftCardStore {
    private static final int MOST_WRITES = 100;

    /// Refused alone when the account has changed meanwhile.
    private static final List<Integer> THE_LINE = List.of(1);

    private final String table;
    private final String batches;
    private final Rows cards;
    private final RowReader<GiftCard> reader;
    private final GiftCardIndexes indexes;
    private final LedgerRows ledger;
    private final Transactions transactions;

    /// @param dynamo asked at each call, so that a client closed before a snapshot can be replaced
    public DynamoGiftCardStore(Supplier<DynamoDbClient> dynamo, Tables tables) {
        this.table = tables.giftCards();
        this.batches = tables.giftBatches();
        this.cards = new Rows(dynamo, table, "hash");
        this.reader = new RowReader<>(table, "id", GiftCardRow::read);
        this.indexes = new GiftCardIndexes(dynamo, table, reader);
        this.ledger = LedgerRows.of(dynamo, tables.ledger());
        this.transactions = new Transactions(dynamo, table);
    }

    @Override
    public boolean add(List<GiftCard> added) {
        var writes = new ArrayList<TransactWriteItem>();
        var batch = added.getFirst().batch();
        writes.add(
                Transactions.addition(
                        batches,
                        "id",
                        Item.empty()
                                .text("id", batch.id())
                                .number("cards", added.size())
                                .number("created_at_ms", batch.createdAt().toEpochMilli())
                                .text("created_by", batch.createdBy())));
        added.forEach(
                card -> writes.add(Transactions.addition(table, "hash", GiftCardRow.write(card))));
        for (int from = 0; from < writes.size(); from += MOST_WRITES) {
            var refused =
                    transactions.write(
                            writes.subList(from, Math.min(from + MOST_WRITES, writes.size())));
            if (from == 0 && refused.contains(0)) {
                return false;
            }
            if (!refused.isEmpty()) {
                throw new IllegalStateException("two gift cards with the same code");
            }
        }
        return true;
    }

    @Override
    public Optional<GiftCard> find(String id) {
        return indexes.hash(id).flatMap(this::card);
    }

    private Optional<GiftCard> card(String hash) {
        return cards.get(hash).flatMap(reader::ifReadable);
    }

    @Override
    public Page list(Listing listing, Instant now) {
        return indexes.list(listing, now);
    }

    @Override
    public Optional<GiftCard> disable(String id, State.Disabled state) {
        Optional<GiftCard> found = find(id);
        if (found.isEmpty() || !(found.get().state() instanceof State.Unused)) {
            return found;
        }
        var disabled = found.get().with(state);
        return transactions
                        .write(List.of(change(found.get(), disabled, state.at(), false)))
                        .isEmpty()
                ? Optional.of(disabled)
                : find(id);
    }

    @Override
    public Redemption redeem(String hash, String userId, Instant now) {
        Optional<GiftCard> found = card(hash);
        if (found.isEmpty()) {
            return new Redemption.Unknown();
        }
        GiftCard card = found.get();
        Optional<Redemption> refusal = Redemption.refusal(card, userId, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var used = card.with(new State.Used(userId, now));
        Entry entry = card.entry(userId, now);
        for (int attempt = 0; attempt < LedgerRows.MOST_ATTEMPTS; attempt++) {
            LedgerLine last = ledger.last(userId);
            LedgerLine line = last.with(entry, last.after().with(entry));
            var steps = new ArrayList<TransactWriteItem>();
            steps.add(change(card, used, now, true));
            steps.addAll(ledger.steps(line, entry));
            List<Integer> refused = transactions.write(steps);
            if (refused.isEmpty()) {
                return new Redemption.Paid(used, line.after());
            }
            if (!refused.equals(THE_LINE)) {
                return refused(card, hash, userId, now);
            }
        }
        throw ledger.crowded();
    }

    /// Somebody was faster.
    private Redemption refused(GiftCard card, String hash, String userId, Instant now) {
        return card(hash)
                .flatMap(row -> Redemption.refusal(row, userId, now))
                .orElseThrow(() ->
                        new IllegalStateException(
                                "gift card " + card.id() + " is unused, but its entry is booked"));
    }

    /// Makes an unused card what it is to be.
    ///
    /// @param inTime whether it must not have expired
    private TransactWriteItem change(GiftCard unused, GiftCard after, Instant now, boolean inTime) {
        var given = Item.empty().text(":unused", Status.UNUSED.name());
        var holds = "#state = :unused";
        if (inTime) {
            holds += " AND (attribute_not_exists(expires_at_ms) OR expires_at_ms > :now)";
            given.number(":now", now.toEpochMilli());
        }
        var change =
                Change.between(GiftCardRow.write(unused), GiftCardRow.write(after), "hash")
                        .where(holds, Map.of("#state", "state"), given);
        return TransactWriteItem.builder()
                .update(change.of(table, Map.of("hash", AttributeValue.fromS(after.hash()))))
                .build();
    }
}
