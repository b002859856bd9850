package dev.airelay.usage;

import dev.airelay.money.Nanos;

/// How a request that was admitted ended.
public enum Outcome {
    /// The client got a whole answer.
    SUCCESS,
    /// The upstream refused the request for what it says, and the client got that refusal; or
    /// nothing more could be held for its answer, which ended with an error.
    REFUSED,
    /// No upstream answered before the first byte went to the client.
    UPSTREAM_FAILED,
    /// The upstream broke off after the first byte went to the client.
    UPSTREAM_CUT,
    /// The client left before the end.
    CLIENT_LEFT,
    /// The time allowed for the exchange ran out, or the process was stopped.
    DEADLINE,
    /// The relay itself failed, or had nowhere to send the request.
    RELAY_FAILED,
    /// Whatever served it ended before it could write a record; the sweep wrote this one.
    ABANDONED;

    /// Whether a request that ended so can be booked. What is abandoned without a cost cannot: its
    /// own record may still come and know one.
    public boolean bookable(Nanos cost) {
        return this != ABANDONED || !cost.equals(Nanos.ZERO);
    }
}
