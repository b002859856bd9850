package dev.airelay.platform.dynamodb;

import dev.airelay.account.Account;
import dev.airelay.account.Entry;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Accounts and their ledgers, as part of the transactions of whatever moves money.
record Books(Rows accounts, Reading<Account> reading, AccountRows rows) {
    static Books of(Supplier<DynamoDbClient> dynamo, Tables tables) {
        return new Books(
                new Rows(dynamo, tables.accounts(), "user_id"),
                new Reading<>(tables.accounts(), "user_id", AccountRows::account),
                new AccountRows(tables));
    }

    /// @throws dev.airelay.failure.UnreadableRecordException for one that this version cannot read:
    ///   money is not taken for absent
    Account account(String userId) {
        return accounts.get(userId).map(reading::one).orElseGet(() -> Account.empty(userId));
    }

    /// The two writes that book an entry whatever the account is, account and ledger, in this
    /// order; the second is refused when the entry is in the ledger.
    List<TransactWriteItem> steps(Entry entry) {
        return List.of(rows.add(entry), rows.put(entry));
    }
}
