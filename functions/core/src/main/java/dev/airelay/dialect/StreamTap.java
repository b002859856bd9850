package dev.airelay.dialect;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.sse.SseFrame;
import dev.airelay.usage.Metered;
import java.util.Optional;

/// Watches one streamed answer on its way through: judges each frame and keeps count. One stream,
/// one thread.
public interface StreamTap {
    /// What becomes of a frame.
    enum Verdict {
        FORWARD,
        /// Only the relay asked for it; the client did not.
        WITHHOLD,
        /// The proper end of the answer; forwarded, and nothing after it.
        LAST,
        /// The upstream reports that it failed; [StreamTap#failure()] says how. Not forwarded as it
        /// is.
        FAILED
    }

    Verdict see(SseFrame frame);

    /// Whether the answer has begun to say something: text, reasoning, a call of a tool, or its
    /// end. What only announces an answer (a role, an empty block, a ping) is nothing yet.
    boolean saysSomething();

    /// What is wrong with the last frame that was judged [Verdict#FAILED]. Of one that reports an
    /// error only that: whose fault it is, [dev.airelay.verdict.FaultReader] reads from the frame.
    UpstreamFault failure();

    /// What is missing when the body ended, or broke off, or fell silent, without its last frame:
    /// the bytes of that frame when all content was there; empty while the answer is incomplete.
    Optional<byte[]> missingEnd();

    /// What was used so far; nothing while the answer has only been announced.
    Metered metered();

    /// How many tokens of output were seen so far, counted.
    long outputSoFar();

    /// Whether the model shows that it thinks, but keeps its thoughts back.
    boolean thinksUnseen();

    /// After the last frame that was seen.
    StreamPosition position();
}
