package dev.airelay.relaying;

import dev.airelay.dialect.StreamTap;
import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.sse.SseFrame;
import dev.airelay.usage.Metered;
import java.util.Optional;

/// Watches a stream for its dialect, and holds more while it grows: before the frame goes out that
/// needs it, so that nothing is delivered that is not paid for. One stream, one thread.
final class HoldingTap implements StreamTap {
    private final StreamTap tap;
    private final OutputHold hold;

    HoldingTap(StreamTap tap, OutputHold hold) {
        this.tap = tap;
        this.hold = hold;
    }

    /// @throws dev.airelay.failure.RelayException when nothing more can be held; the frame must not
    ///   go out then
    @Override
    public Verdict see(SseFrame frame) {
        Verdict verdict = tap.see(frame);
        long written = tap.outputSoFar();
        if (hold.isNear(written)) {
            hold.raise(written);
        }
        if (tap.thinksUnseen()) {
            hold.raiseToMost();
        }
        if (verdict == Verdict.LAST) {
            hold.reach(tap.metered());
        }
        return verdict;
    }

    @Override
    public boolean saysSomething() {
        return tap.saysSomething();
    }

    @Override
    public UpstreamFault failure() {
        return tap.failure();
    }

    @Override
    public Optional<byte[]> missingEnd() {
        Optional<byte[]> end = tap.missingEnd();
        end.ifPresent(_ -> hold.reach(tap.metered()));
        return end;
    }

    @Override
    public long outputSoFar() {
        return tap.outputSoFar();
    }

    @Override
    public boolean thinksUnseen() {
        return tap.thinksUnseen();
    }

    @Override
    public Metered metered() {
        return tap.metered();
    }

    @Override
    public byte[] errorEvent(Failure failure) {
        return tap.errorEvent(failure);
    }
}
