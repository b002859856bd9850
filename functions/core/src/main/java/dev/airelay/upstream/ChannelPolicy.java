package dev.airelay.upstream;

import java.time.Duration;

/// How the relay treats a channel.
///
/// @param maxRetry how often a request is sent to it again after a failure that may pass, before
///   the next channel is tried; 0 or more
/// @param maxConcurrency the most requests in flight, of all processes together; 0: no limit
/// @param hedgeAfter how long a request may wait for its first content before the next channel is
///   asked as well, and the first to answer wins; zero: never. What the loser has produced by then
///   is paid to its vendor and charged to nobody
public record ChannelPolicy(
        Timeouts timeouts, int maxRetry, int maxConcurrency, Duration hedgeAfter) {
    public static final ChannelPolicy USUAL =
            new ChannelPolicy(Timeouts.DEFAULT, 2, 0, Duration.ZERO);

    public ChannelPolicy {
        if (maxRetry < 0 || maxConcurrency < 0 || hedgeAfter.isNegative()) {
            throw new IllegalArgumentException("retries, slots and times are 0 or more");
        }
    }

    public ChannelPolicy withTimeouts(Timeouts other) {
        return new ChannelPolicy(other, maxRetry, maxConcurrency, hedgeAfter);
    }

    public ChannelPolicy withMaxRetry(int retries) {
        return new ChannelPolicy(timeouts, retries, maxConcurrency, hedgeAfter);
    }

    public ChannelPolicy withMaxConcurrency(int slots) {
        return new ChannelPolicy(timeouts, maxRetry, slots, hedgeAfter);
    }

    public ChannelPolicy withHedgeAfter(Duration wait) {
        return new ChannelPolicy(timeouts, maxRetry, maxConcurrency, wait);
    }
}
