package dev.airelay.account;

import java.util.List;

/// Is told after a balance has changed for good.
@FunctionalInterface
public interface BalanceListener {
    /// May come more than once for the same change, and in another order than the changes.
    ///
    /// @param after the account at that change or later
    /// @param requestIds the requests whose charges are part of the change; empty for other changes
    /// @throws dev.airelay.failure.StoreException when it could not be noted and should be told
    ///   again
    void changed(Account after, List<String> requestIds);
}
