package dev.airelay.identity;

import dev.airelay.access.Session;
import dev.airelay.access.Sessions;
import dev.airelay.secret.Secret;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Sessions that end with their sign-in, whatever their token says: after a logout, a change of the
/// password or the end of an account no request passes, and the role is the one that the member has
/// now. It costs a read for each request. Safe for use by many threads.
public final class LiveSessions implements Sessions {
    private final Sessions signed;
    private final Standings standings;
    private final InstantSource clock;

    /// @param signed makes and checks the tokens
    public LiveSessions(Sessions signed, Standings standings, InstantSource clock) {
        this.signed = signed;
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public Secret issue(Session session, Duration lifetime) {
        return signed.issue(session, lifetime);
    }

    @Override
    public Optional<Session> verify(Secret token) {
        return signed.verify(token)
                .filter(session -> !session.signInId().isEmpty())
                .flatMap(session ->
                        standings
                                .standing(session.userId(), session.signInId())
                                .filter(standing -> standing.holds(clock.instant()))
                                .map(standing ->
                                        new Session(
                                                session.userId(),
                                                standing.role(),
                                                session.signInId())));
    }
}
