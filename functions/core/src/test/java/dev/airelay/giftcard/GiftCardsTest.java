package dev.airelay.giftcard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.KeyHasher;
import dev.airelay.account.Account;
import dev.airelay.account.BalanceListener;
import dev.airelay.account.Credit;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.failure.StoreException;
import dev.airelay.giftcard.GiftCards.Making;
import dev.airelay.guess.FakeGuesses;
import dev.airelay.guess.Guesser;
import dev.airelay.guess.Guesses;
import dev.airelay.guess.GuessesContract;
import dev.airelay.money.Nanos;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GiftCardsTest {
    private static final GiftOrder ORDER =
            new GiftOrder(3, new Nanos(700), "a note", Optional.of(Cards.EVENING));
    private static final Guesser ADA = new Guesser("ada", "203.0.113.7");

    private final MemoryAccountStore accounts = new MemoryAccountStore();
    private final FakeGiftCardStore store = new FakeGiftCardStore(accounts);
    private final KeyHasher hasher = new KeyHasher(() -> new Secret("pepper"));
    private final Guesses guesses = new FakeGuesses(GuessesContract.LIMITS, () -> Cards.NOON);
    private final List<Account> told = new ArrayList<>();
    private final GiftCards cards = new GiftCards(store, hasher, () -> Cards.NOON, new Random(7));
    private final Redeeming redeeming = redeeming(guesses, (after, _) -> told.add(after));

    private Redeeming redeeming(Guesses guesses, BalanceListener listener) {
        return new Redeeming(store, accounts, hasher, guesses, listener, () -> Cards.NOON);
    }

    private Making.Made made(Optional<String> key) {
        return assertInstanceOf(Making.Made.class, cards.make(ORDER, "root", key));
    }

    private static Redemption tried(Redeeming.Outcome outcome) {
        return assertInstanceOf(Redeeming.Outcome.Tried.class, outcome).redemption();
    }

    @Test
    void whatIsMadeCanBeRedeemedAndIsToldOf() {
        var made = made(Optional.empty());
        assertEquals(3, made.cards().size());
        var first = made.cards().getFirst();
        assertEquals("a note", first.card().batch().note());
        assertEquals(first.code().lastFour(), first.card().lastFour());
        assertInstanceOf(
                Redemption.Paid.class, tried(redeeming.redeem(first.code().text().reveal(), ADA)));
        assertEquals(List.of(new Account("ada", new Nanos(700), Credit.NONE, 1)), told);
        assertEquals(
                new Redemption.AlreadyUsed(true),
                tried(redeeming.redeem(first.code().text().reveal(), ADA)));
    }

    @Test
    void aTryThatFindsTheCardUsedByTheAskerTellsTheBalanceAgain() {
        var code = made(Optional.empty()).cards().getFirst().code().text().reveal();
        store.redeem(hasher.hash(new Secret(code)), "ada", Cards.NOON);

        assertEquals(new Redemption.AlreadyUsed(true), tried(redeeming.redeem(code, ADA)));

        assertEquals(List.of(accounts.account("ada")), told);
    }

    @Test
    void aCardThatSomebodyElseUsedIsNoNews() {
        var code = made(Optional.empty()).cards().getFirst().code().text().reveal();
        store.redeem(hasher.hash(new Secret(code)), "bob", Cards.NOON);

        assertEquals(new Redemption.AlreadyUsed(false), tried(redeeming.redeem(code, ADA)));

        assertEquals(List.of(), told);
    }

    @Test
    void noCodeIsKept() {
        var made = made(Optional.empty());
        for (var one : made.cards()) {
            var kept = store.find(one.card().id()).orElseThrow().toString();
            assertFalse(kept.contains(one.code().text().reveal().substring(0, 4)), kept);
        }
    }

    @Test
    void theSameKeyOfTheSameUserMakesOneBatch() {
        var made = made(Optional.of("order-1"));
        assertEquals(
                new Making.MadeBefore(made.batchId()),
                cards.make(ORDER, "root", Optional.of("order-1")));
        assertNotEquals(made.batchId(), made(Optional.of("order-2")).batchId());
        assertInstanceOf(Making.Made.class, cards.make(ORDER, "other", Optional.of("order-1")));
        assertNotEquals(made(Optional.empty()).batchId(), made(Optional.empty()).batchId());
    }

    @Test
    void anOrderTellsAllThatIsWrongWithIt() {
        var wrong =
                new GiftOrder(
                        1001,
                        new Nanos(10_000_000_000_001L),
                        "x".repeat(201),
                        Optional.of(Cards.NOON));
        assertEquals(
                Set.of("count", "amount", "note", "expiresAt"),
                wrong.problems(Cards.NOON).keySet());
        assertTrue(
                new GiftOrder(1000, GiftOrder.MOST, "x".repeat(200), Optional.empty())
                        .problems(Cards.NOON)
                        .isEmpty());
        assertEquals(
                Set.of("count", "amount"),
                new GiftOrder(0, Nanos.ZERO, "", Optional.empty()).problems(Cards.NOON).keySet());
        assertThrows(
                IllegalArgumentException.class, () -> cards.make(wrong, "root", Optional.empty()));
    }

    @Test
    void wrongCodesRunOutAndRightOnesDoNotCount() {
        var right = made(Optional.empty()).cards();
        for (var one : right) {
            assertInstanceOf(
                    Redemption.Paid.class,
                    tried(redeeming.redeem(one.code().text().reveal(), ADA)));
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(new Redemption.Unknown(), tried(redeeming.redeem("no code", ADA)));
        }
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    new Redemption.Unknown(), tried(redeeming.redeem("AAAA-BBBB-CCCC-DDDD", ADA)));
        }
        assertEquals(
                new Redeeming.Outcome.Refused(Duration.ofHours(1)),
                redeeming.redeem("AAAA-BBBB-CCCC-DDDD", ADA));
    }

    @Test
    void aListenerThatFailsDoesNotTakeTheMoneyBack() {
        var failing =
                redeeming(
                        guesses,
                        (_, _) -> {
                            throw new StoreException("away", new RuntimeException());
                        });
        var code = made(Optional.empty()).cards().getFirst().code().text().reveal();
        assertInstanceOf(Redemption.Paid.class, tried(failing.redeem(code, ADA)));
        assertEquals(new Nanos(700), accounts.account("ada").balance());
    }

    @Test
    void withoutCountersNobodyTries() {
        var code = made(Optional.empty()).cards().getFirst().code().text().reveal();
        var blind =
                redeeming(
                        new Guesses() {
                            @Override
                            public Optional<Duration> take(Guesser who) {
                                throw new StoreException("away", new RuntimeException());
                            }

                            @Override
                            public void giveBack(Guesser who) {}
                        },
                        (_, _) -> {});
        assertThrows(StoreException.class, () -> blind.redeem(code, ADA));
        assertEquals(0, accounts.account("ada").version());
    }
}
