package dev.airelay.probing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.LastFrame;
import dev.airelay.dialect.PeekedAnswer;
import dev.airelay.dialect.StreamTap;
import dev.airelay.dialect.StreamTap.Verdict;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.sse.FrameTooLargeException;
import dev.airelay.sse.SseFrame;
import dev.airelay.sse.SseParser;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.verdict.ErrorBody;
import dev.airelay.verdict.FaultReader;
import java.io.IOException;
import java.util.Optional;

/// Reads the answer to a test until it has said something or failed, and no further. One answer,
/// one thread.
///
/// The first frame that decides it counts, however the stream was cut into reads. An answer in one
/// piece is a failure: a stream was asked for.
final class ProbeReader {
    private static final UpstreamBroken NONSENSE = new UpstreamBroken(UpstreamBroken.How.NONSENSE);

    private static final UpstreamBroken CUT = new UpstreamBroken(UpstreamBroken.How.CUT);
    private static final byte[] NOTHING = {};
    private static final int READ_BYTES = 4 * 1024;

    /// Of an upstream's words, in a report.
    private static final int MOST_SAID = 300;

    private final PeekedAnswer answer;
    private final FaultReader faults;
    private final StreamTap tap;
    private Optional<ProbeAnswer> found = Optional.empty();

    ProbeReader(UpstreamAnswer answer, TestQuestion question, FaultReader faults) {
        this.answer = new PeekedAnswer(answer);
        this.faults = faults;
        this.tap = question.dialect().openTap(question.call());
    }

    /// @throws RelayException when a stream breaks off
    ProbeAnswer read() {
        int status = answer.status();
        if (status / 100 != 2) {
            byte[] body = ErrorBody.read(answer);
            return fault(faults.ofAnswer(status, answer.headers(), body).failure(), body);
        }
        String type = answer.headers().first("content-type").orElse("");
        return answer.form() == PeekedAnswer.Form.EVENTS ? stream() : piece(type);
    }

    private ProbeAnswer piece(String type) {
        byte[] body = ErrorBody.read(answer);
        return faults.inPiece(body)
                .map(RelayException::failure)
                .filter(failure -> !failure.equals(NONSENSE))
                .map(failure -> fault(failure, body))
                .orElseGet(() ->
                        fault(
                                NONSENSE,
                                (type.isEmpty() ? "no content type" : "content type " + type)
                                        .getBytes(UTF_8)));
    }

    private ProbeAnswer stream() {
        var parser = new SseParser();
        byte[] buffer = new byte[READ_BYTES];
        try {
            while (found.isEmpty()) {
                int read = answer.read(buffer, 0, buffer.length);
                if (read < 0) {
                    parser.end(LastFrame.uncut(this::judge));
                    return found.orElseGet(() -> fault(CUT, NOTHING));
                }
                parser.feed(buffer, 0, read, this::judge);
            }
            return found.get();
        } catch (FrameTooLargeException _) {
            return fault(new UpstreamBroken(UpstreamBroken.How.TOO_LARGE), NOTHING);
        } catch (IOException e) {
            throw new IllegalStateException("judging frames does no I/O", e);
        }
    }

    private void judge(SseFrame frame) {
        if (found.isPresent()) {
            return;
        }
        Verdict verdict = tap.see(frame);
        if (verdict == Verdict.FAILED) {
            found = Optional.of(reported(frame));
        } else if (tap.saysSomething() || verdict == Verdict.LAST) {
            found = Optional.of(new ProbeAnswer.Word(answer.status()));
        }
    }

    private ProbeAnswer reported(SseFrame frame) {
        byte[] data = frame.dataText().getBytes(UTF_8);
        return fault(
                faults.ofEvent(tap.failure(), data).failure(),
                tap.failure().equals(CUT) ? NOTHING : data);
    }

    private ProbeAnswer fault(Failure failure, byte[] said) {
        return new ProbeAnswer.Fault(
                answer.status(), failure, said.length == 0 ? "" : faults.message(said, MOST_SAID));
    }
}
