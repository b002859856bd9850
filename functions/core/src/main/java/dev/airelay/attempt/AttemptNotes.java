package dev.airelay.attempt;

import dev.airelay.dialect.Repair;
import dev.airelay.upstream.UpstreamKey;
import dev.airelay.usage.Attempt;
import java.util.Set;

/// One attempt while it happens. Safe for use by several threads.
public final class AttemptNotes {
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
    public AttemptNotes(
            Candidate candidate, UpstreamKey key, Set<Repair> repairs, long startMillis) {
        this.candidate = candidate;
        this.key = key;
        this.repairs = repairs;
        this.startMillis = startMillis;
    }

    public Candidate candidate() {
        return candidate;
    }

    /// From the request's arrival.
    public long startMillis() {
        return startMillis;
    }

    public UpstreamKey key() {
        return key;
    }

    public Set<Repair> repairs() {
        return repairs;
    }

    /// What the upstream said about its failure, for those who run the relay.
    public synchronized void said(String words) {
        detail = words.length() <= MOST_DETAIL ? words : words.substring(0, MOST_DETAIL);
    }

    /// Its first content is here, or its failure.
    ///
    /// @param result the failure's metric name; `none` when there is none
    public synchronized void ended(String result, long atMillis) {
        failure = result;
        if (untilMillis < 0) {
            untilMillis = atMillis;
        }
    }

    /// @param nowMillis when an attempt that has no end yet is taken to have lost
    public synchronized Attempt attempt(long nowMillis) {
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
