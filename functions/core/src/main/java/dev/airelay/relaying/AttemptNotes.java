package dev.airelay.relaying;

import dev.airelay.dialect.Repair;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.usage.Attempt;
import java.util.Set;

/// One attempt while it happens. Safe for use by several threads.
final class AttemptNotes {
    /// Of an upstream's words, in a record.
    private static final int MOST_DETAIL = 1_000;

    private final Candidate candidate;
    private final UpstreamKey key;
    private final Set<Repair> repairs;
    private final long startMillis;
    private long untilMillis = -1;
    private String failure = "outrun";
    private String detail = "";

    /// @param repairs what it leaves out
    AttemptNotes(Candidate candidate, UpstreamKey key, Set<Repair> repairs, long startMillis) {
        this.candidate = candidate;
        this.key = key;
        this.repairs = repairs;
        this.startMillis = startMillis;
    }

    Candidate candidate() {
        return candidate;
    }

    /// From the request's arrival.
    long startMillis() {
        return startMillis;
    }

    UpstreamKey key() {
        return key;
    }

    Set<Repair> repairs() {
        return repairs;
    }

    /// What the upstream said about its failure, for those who run the relay.
    synchronized void said(String words) {
        detail = words.length() <= MOST_DETAIL ? words : words.substring(0, MOST_DETAIL);
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
                detail);
    }
}
