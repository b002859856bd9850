package dev.airelay.relaying;

import dev.airelay.upstream.UpstreamKey;
import dev.airelay.usage.Attempt;

/// One attempt while it happens. Safe for use by several threads.
final class Tried {
    private final Candidate candidate;
    private final UpstreamKey key;
    private final long startMillis;
    private long untilMillis = -1;
    private String failure = "outrun";

    Tried(Candidate candidate, UpstreamKey key, long startMillis) {
        this.candidate = candidate;
        this.key = key;
        this.startMillis = startMillis;
    }

    Candidate candidate() {
        return candidate;
    }

    UpstreamKey key() {
        return key;
    }

    /// Its first content is here, or its failure.
    ///
    /// @param result the failure's metric name; `none` when there is none
    synchronized void ended(String result, long atMillis) {
        failure = result;
        if (untilMillis < 0) {
            untilMillis = atMillis;
        }
    }

    /// @param nowMillis when an attempt that has no end yet is taken to have lost
    synchronized Attempt attempt(long nowMillis) {
        return new Attempt(
                candidate.channel().id(),
                key.id(),
                candidate.sentModel(),
                failure,
                startMillis,
                (untilMillis < 0 ? nowMillis : untilMillis) - startMillis,
                "");
    }
}
