package dev.airelay.giftcard;

import dev.airelay.account.AccountStore;
import dev.airelay.giftcard.GiftCard.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Gift cards in memory.
public final class FakeGiftCardStore implements GiftCardStore {
    private final AccountStore accounts;
    private final Map<String, GiftCard> byHash = new HashMap<>();
    private final Set<String> batches = new HashSet<>();

    /// @param accounts where redeemed cards are booked
    public FakeGiftCardStore(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Override
    public synchronized boolean add(List<GiftCard> cards) {
        if (!batches.add(cards.getFirst().batch().id())) {
            return false;
        }
        cards.forEach(card -> byHash.put(card.hash(), card));
        return true;
    }

    @Override
    public synchronized Optional<GiftCard> find(String id) {
        return byHash.values().stream().filter(card -> card.id().equals(id)).findAny();
    }

    @Override
    public synchronized Page list(Listing listing, Instant now) {
        var rest =
                byHash.values().stream()
                        .sorted(Comparator.comparing(FakeGiftCardStore::place).reversed())
                        .filter(card ->
                                listing.after().isEmpty()
                                        || place(card).compareTo(listing.after()) < 0)
                        .filter(card ->
                                listing.batchId()
                                        .filter(id -> !id.equals(card.batch().id()))
                                        .isEmpty())
                        .filter(card ->
                                listing.status().filter(one -> one != card.status(now)).isEmpty())
                        .toList();
        if (rest.size() <= listing.limit()) {
            return new Page(rest, Optional.empty());
        }
        var page = rest.subList(0, listing.limit());
        return new Page(page, Optional.of(place(page.getLast())));
    }

    private static String place(GiftCard card) {
        return "%015d/%s".formatted(card.batch().createdAt().toEpochMilli(), card.id());
    }

    @Override
    public synchronized Optional<GiftCard> disable(String id, State.Disabled state) {
        find(id).filter(card -> card.state() instanceof State.Unused)
                .ifPresent(card -> byHash.put(card.hash(), card.with(state)));
        return find(id);
    }

    @Override
    public synchronized Redemption redeem(String hash, String userId, Instant now) {
        var card = byHash.get(hash);
        if (card == null) {
            return new Redemption.Unknown();
        }
        var refusal = Redemption.refusal(card, userId, now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var used = card.with(new State.Used(userId, now));
        byHash.put(hash, used);
        return new Redemption.Paid(used, accounts.book(card.entry(userId, now)).after());
    }
}
