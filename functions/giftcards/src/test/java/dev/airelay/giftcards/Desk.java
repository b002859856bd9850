package dev.airelay.giftcards;

import dev.airelay.access.KeyHasher;
import dev.airelay.access.Role;
import dev.airelay.access.Session;
import dev.airelay.account.MemoryAccountStore;
import dev.airelay.giftcard.FakeGiftCardStore;
import dev.airelay.giftcard.GiftCards;
import dev.airelay.giftcard.Redeeming;
import dev.airelay.guess.FakeGuesses;
import dev.airelay.guess.Guesses;
import dev.airelay.platform.api.ApiDoor;
import dev.airelay.platform.api.Cursors;
import dev.airelay.platform.api.DocumentedAnswers;
import dev.airelay.platform.api.Routes;
import dev.airelay.platform.identity.JwtSessions;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// The function over stores in memory and a clock that stands.
final class Desk {
    static final String KEYS =
            "{\"current\":\"k\",\"keys\":{\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}}";

    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    final MemoryAccountStore accounts = new MemoryAccountStore();
    final JwtSessions sessions = new JwtSessions(() -> new Secret(KEYS), () -> now);
    final Routes routes;
    final Caller caller;

    Desk() {
        var store = new FakeGiftCardStore(accounts);
        var hasher = new KeyHasher(() -> new Secret("pepper"));
        var cards = new GiftCards(store, hasher, () -> now, new Random(3));
        var guesses = new FakeGuesses(Guesses.Limits.USUAL, () -> now);
        var redeeming = new Redeeming(store, accounts, hasher, guesses, (_, _) -> {}, () -> now);
        routes = GiftCardRoutes.of(cards, redeeming);
        var cursors = new Cursors(() -> new Secret(KEYS));
        var door = new ApiDoor(routes, sessions, cursors);
        caller = new Caller(new GiftCardsFunction(new DocumentedAnswers(routes).around(door)));
    }

    String token(String user, Role role) {
        return sessions.issue(new Session(user, role), Duration.ofMinutes(15)).reveal();
    }

    String admin() {
        return token("root", Role.ADMIN);
    }

    String user(String name) {
        return token(name, Role.USER);
    }

    /// The code of a new card.
    String code() {
        return caller.create(admin(), "{\"count\":1,\"amountUsd\":\"5\"}")
                .body()
                .path("cards")
                .path(0)
                .path("code")
                .asText();
    }
}
