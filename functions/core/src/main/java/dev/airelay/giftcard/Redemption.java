package dev.airelay.giftcard;

import dev.airelay.account.Account;

/// How an attempt to redeem a card ended. Only [Paid] changed anything.
public sealed interface Redemption {
    /// @param after the account with the card's amount
    record Paid(GiftCard card, Account after) implements Redemption {}

    record Unknown() implements Redemption {}

    /// @param byAsker whether it was the asking user who used it, perhaps by the same request sent
    ///   twice
    record AlreadyUsed(boolean byAsker) implements Redemption {}

    record Expired() implements Redemption {}

    record Disabled() implements Redemption {}
}
