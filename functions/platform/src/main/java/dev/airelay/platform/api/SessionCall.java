package dev.airelay.platform.api;

import dev.airelay.access.Session;

/// A call of somebody who has signed in and whom the route's guard has let pass.
public final class SessionCall extends Call {
    private final Session session;

    SessionCall(Call call, Session session) {
        super(call);
        this.session = session;
    }

    public Session session() {
        return session;
    }

    public String userId() {
        return session.userId();
    }

    @Override
    String asker() {
        return session.userId();
    }
}
