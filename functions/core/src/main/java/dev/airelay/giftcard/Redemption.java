package dev.airelay.giftcard;

import dev.airelay.account.Account;
import java.time.Instant;
import java.util.Optional;

/// How an attempt to redeem a card ended. Only [Paid] changed anything.
public sealed interface Redemption {
    /// Why a card cannot be paid to a user now; empty when it can.
    static Optional<Redemption> refusal(GiftCard card, String userId, Instant now) {
        return switch (card.status(now)) {
            case UNUSED -> Optional.empty();
            case EXPIRED -> Optional.of(new Expired());
            case DISABLED -> Optional.of(new Disabled());
            case USED ->
                    Optional.of(
                            new AlreadyUsed(
                                    card.state() instanceof GiftCard.State.Used(var user, _)
                                            && user.equals(userId)));
        };
    }

    /// @param after the account with the card's amount
    record Paid(GiftCard card, Account after) implements Redemption {}

    record Unknown() implements Redemption {}

    /// @param byAsker whether it was the asking user who used it, perhaps by the same request sent
    ///   twice
    record AlreadyUsed(boolean byAsker) implements Redemption {}

    record Expired() implements Redemption {}

    record Disabled() implements Redemption {}
}
