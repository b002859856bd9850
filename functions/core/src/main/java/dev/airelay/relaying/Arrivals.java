package dev.airelay.relaying;

import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.time.Ticker;
import dev.airelay.usage.RequestId;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Gives each request its id and its place in time.
final class Arrivals {
    /// As much as the platform hands to a function:
    /// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (read 2026-11-21).
    static final int MOST_BODY_BYTES = 6 * 1024 * 1024;

    private final InstantSource clock;
    private final Ticker ticker;
    private final RandomGenerator random;

    /// @param random as [RequestId#of] wants it
    Arrivals(InstantSource clock, Ticker ticker, RandomGenerator random) {
        this.clock = clock;
        this.ticker = ticker;
        this.random = random;
    }

    /// Whether the head alone says that the body is larger than allowed.
    static boolean announcesTooMuch(Request request) {
        return request.headers()
                .first("content-length")
                .filter(length -> length.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .filter(length -> length > MOST_BODY_BYTES)
                .isPresent();
    }

    Arrival welcome(Request request, Reply reply) {
        var now = clock.instant();
        String id = RequestId.of(now, random);
        return new Arrival(
                request, reply, id, Arrival.traceId(request, id), now, ticker.nanos(), ticker);
    }
}
