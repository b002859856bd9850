package dev.airelay.attempt;

import dev.airelay.dialect.LastFrame;
import dev.airelay.dialect.StreamTap;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.http.Headers;
import dev.airelay.sse.FrameTooLargeException;
import dev.airelay.sse.SseFrame;
import dev.airelay.sse.SseParser;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.usage.Metered;
import dev.airelay.verdict.FaultReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/// A stream whose frames go through as they are, each as soon as it is whole.
///
/// Frames are held until one says something, so that an upstream which answers 200 and then fails
/// can still be replaced. Nothing follows the frame that ends the answer. A body that ends before
/// it, breaks off or falls silent is a broken answer, unless all content was there: then the client
/// gets the end that is missing.
final class StreamPassThrough implements Bridge {
    private static final int READ_BYTES = 16 * 1024;

    /// More than any upstream announces before it begins; what says so much says something.
    private static final int MOST_HELD = 256 * 1024;

    /// How long an upstream may take for its usage and its end once all content has come.
    private static final Duration LEFT_TO_SAY = Duration.ofSeconds(5);

    private final Supplier<Headers> headers;
    private final StreamTap tap;
    private final OutputHold hold;
    private final Supplier<FaultReader> faults;
    private final AttemptRequest request;
    private final SseParser parser = new SseParser();
    private final byte[] buffer = new byte[READ_BYTES];
    private ByteArrayOutputStream held = new ByteArrayOutputStream(512);
    private Optional<RelayException> failed = Optional.empty();
    private boolean announced;
    private boolean opened;
    private boolean whole;
    private boolean over;
    private boolean hurried;

    /// @param faults asked when an event reports one
    StreamPassThrough(
            Supplier<Headers> headers,
            StreamTap tap,
            OutputHold hold,
            Supplier<FaultReader> faults,
            AttemptRequest request) {
        this.request = request;
        this.headers = headers;
        this.tap = tap;
        this.hold = hold;
        this.faults = faults;
    }

    @Override
    public void open(UpstreamAnswer answer) {
        try {
            while (!opened) {
                read(answer, this::hold);
                if (over && !opened) {
                    throw new RelayException(new UpstreamBroken(UpstreamBroken.How.CUT));
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("holding frames does no I/O", e);
        }
    }

    /// Reads once. When an answer that lacks nothing but its end breaks off or falls silent, it is
    /// over all the same.
    private void read(UpstreamAnswer answer, SseParser.Sink sink) throws IOException {
        Optional<RelayException> broken = Optional.empty();
        int read = -1;
        try {
            read = answer.read(buffer, 0, buffer.length);
        } catch (RelayException e) {
            broken = Optional.of(e);
        }
        try {
            if (read >= 0) {
                parser.feed(buffer, 0, read, sink);
                return;
            }
            over = true;
            parser.end(LastFrame.uncut(sink));
        } catch (FrameTooLargeException e) {
            throw new RelayException(new UpstreamBroken(UpstreamBroken.How.TOO_LARGE), e);
        }
        if (broken.isPresent() && !whole && lacking().isEmpty()) {
            throw broken.get();
        }
    }

    /// Frames that came along with the one that says something are held too; when one of them
    /// reports a failure, that is for [#carry] to tell, however the stream was cut into reads. A
    /// refusal that follows announcements is told like that too, in the stream as it came, since no
    /// other upstream will be asked.
    private void hold(SseFrame frame) {
        if (whole || failed.isPresent()) {
            return;
        }
        try {
            if (forwards(frame)) {
                announced |= frame.hasData();
                held.write(frame.raw(), frame.rawFrom(), frame.rawTo() - frame.rawFrom());
            }
        } catch (RelayException e) {
            boolean refused = e.failure() instanceof UpstreamRefused && announced;
            if (!opened && !refused) {
                throw e;
            }
            failed = Optional.of(e);
            opened = true;
        }
        opened |= whole || tap.saysSomething() || held.size() > MOST_HELD;
    }

    @Override
    public void carry(UpstreamAnswer answer, Delivery delivery) throws IOException {
        delivery.begin(200, headers.get());
        delivery.write(held.toByteArray(), 0, held.size());
        held = new ByteArrayOutputStream(0);
        failed.ifPresent(e -> {
            throw e;
        });
        while (!whole) {
            if (over) {
                byte[] end = missingEnd();
                delivery.write(end, 0, end.length);
                whole = true;
            } else {
                delivery.flush();
                hurry(answer);
                read(answer, frame -> forward(frame, delivery));
            }
        }
        delivery.end();
    }

    /// What is whole has little left to say: its usage, its end.
    private void hurry(UpstreamAnswer answer) {
        if (!hurried && lacking().isPresent()) {
            hurried = true;
            answer.hurry(LEFT_TO_SAY);
        }
    }

    private byte[] missingEnd() {
        return lacking()
                .orElseThrow(() -> new RelayException(new UpstreamBroken(UpstreamBroken.How.CUT)));
    }

    /// The end that an answer lacks whose content is all there, and is paid for.
    private Optional<byte[]> lacking() {
        Optional<byte[]> end = tap.missingEnd();
        end.ifPresent(_ -> hold.reach(tap.metered()));
        return end;
    }

    private void forward(SseFrame frame, Delivery delivery) throws IOException {
        if (!whole && forwards(frame)) {
            delivery.write(frame.raw(), frame.rawFrom(), frame.rawTo() - frame.rawFrom());
        }
    }

    /// Judges a frame, and holds more where it needs it, so that nothing is delivered that is not
    /// paid for.
    ///
    /// @return whether the client shall see it
    private boolean forwards(SseFrame frame) {
        StreamTap.Verdict verdict = tap.see(frame);
        hold.grow(tap.outputSoFar());
        if (tap.thinksUnseen()) {
            hold.raiseToMost();
        }
        if (verdict == StreamTap.Verdict.LAST) {
            hold.reach(tap.metered());
        }
        return switch (verdict) {
            case FORWARD -> true;
            case WITHHOLD -> false;
            case LAST -> {
                whole = true;
                yield true;
            }
            case FAILED -> throw failure(frame);
        };
    }

    private RelayException failure(SseFrame frame) {
        byte[] data = Arrays.copyOfRange(frame.data(), frame.dataFrom(), frame.dataTo());
        return faults.get().ofEvent(tap.failure(), data);
    }

    @Override
    public Metered metered() {
        return tap.metered();
    }

    @Override
    public void breakOff(Failure failure, Delivery delivery) {
        delivery.breakOff(request.errorEvent(failure, tap.position()));
    }
}
