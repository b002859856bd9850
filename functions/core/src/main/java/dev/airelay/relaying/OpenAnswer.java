package dev.airelay.relaying;

import dev.airelay.upstream.UpstreamAnswer;

/// An upstream that has begun to answer, of which the client has seen nothing yet. Whoever holds
/// one closes it.
///
/// @param attempt the attempt that opened it
/// @param hold what is held for its output
/// @param limits what is open for it, besides the answer
/// @param slot what it holds of its channel
/// @param firstContentMillis from the call to its first content
record OpenAnswer(
        AttemptNotes attempt,
        UpstreamAnswer answer,
        Bridge bridge,
        OutputHold hold,
        AttemptLimits limits,
        Slots.Slot slot,
        long firstContentMillis)
        implements AutoCloseable {
    Candidate candidate() {
        return attempt.candidate();
    }

    @Override
    public void close() {
        answer.close();
        limits.close();
        slot.close();
    }
}
