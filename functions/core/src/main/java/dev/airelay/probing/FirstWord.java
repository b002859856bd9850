package dev.airelay.probing;

import dev.airelay.dialect.ReportedError;
import dev.airelay.dialect.StreamTap;
import dev.airelay.dialect.StreamTap.Verdict;
import dev.airelay.dialect.UpstreamErrors;
import dev.airelay.failure.Failure;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.sse.FrameTooLargeException;
import dev.airelay.sse.SseFrame;
import dev.airelay.sse.SseParser;
import dev.airelay.upstream.UpstreamAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/// Reads the answer to a test until it has said something or failed, and no further. One answer,
/// one thread.
///
/// The first frame that decides it counts, however the stream was cut into reads. An answer in one
/// piece is a failure: a stream was asked for.
final class FirstWord {
    private static final int READ_BYTES = 4 * 1024;
    private static final int MOST_BODY_BYTES = 64 * 1024;

    private final UpstreamAnswer answer;
    private final TestQuestion question;
    private final StreamTap tap;
    private Optional<Heard> heard = Optional.empty();

    FirstWord(UpstreamAnswer answer, TestQuestion question) {
        this.answer = answer;
        this.question = question;
        this.tap = question.dialect().openTap(question.call());
    }

    /// @throws RelayException when a stream breaks off
    Heard hear() {
        int status = answer.status();
        if (status / 100 != 2) {
            byte[] body = body();
            return fault(
                    question.dialect().readFailure(status, answer.headers(), body),
                    UpstreamWords.of(answer.headers(), body));
        }
        String type = answer.headers().first("content-type").orElse("");
        return type.startsWith("text/event-stream") ? stream() : piece(type);
    }

    private Heard piece(String type) {
        byte[] body = body();
        Optional<UpstreamFault> reported =
                UpstreamErrors.isJson(answer.headers())
                        ? ReportedError.inPiece(body)
                        : Optional.empty();
        return reported.map(error -> fault(error, UpstreamWords.of(answer.headers(), body)))
                .orElseGet(() ->
                        fault(
                                new UpstreamBroken(UpstreamBroken.How.NONSENSE),
                                type.isEmpty() ? "no content type" : "content type " + type));
    }

    private Heard stream() {
        var parser = new SseParser();
        byte[] buffer = new byte[READ_BYTES];
        try {
            while (heard.isEmpty()) {
                int read = answer.read(buffer, 0, buffer.length);
                if (read < 0) {
                    return fault(new UpstreamBroken(UpstreamBroken.How.CUT), "");
                }
                parser.feed(buffer, 0, read, this::judge);
            }
            return heard.get();
        } catch (FrameTooLargeException _) {
            return fault(new UpstreamBroken(UpstreamBroken.How.TOO_LARGE), "");
        } catch (IOException e) {
            throw new IllegalStateException("judging frames does no I/O", e);
        }
    }

    private void judge(SseFrame frame) {
        if (heard.isPresent()) {
            return;
        }
        Verdict verdict = tap.see(frame);
        if (verdict == Verdict.FAILED) {
            heard = Optional.of(fault(tap.failure(), UpstreamWords.of(frame.dataText())));
        } else if (tap.saysSomething()) {
            heard = Optional.of(new Heard.Word(answer.status()));
        } else if (verdict == Verdict.LAST) {
            heard = Optional.of(fault(new UpstreamBroken(UpstreamBroken.How.CUT), ""));
        }
    }

    private Heard fault(Failure failure, String said) {
        return new Heard.Fault(answer.status(), failure, said);
    }

    /// As much as it takes to tell what went wrong. The status has said that something did, so a
    /// body that breaks off is good enough.
    private byte[] body() {
        var body = new ByteArrayOutputStream(READ_BYTES);
        byte[] buffer = new byte[READ_BYTES];
        try {
            int read = 0;
            while (read >= 0 && body.size() < MOST_BODY_BYTES) {
                body.write(buffer, 0, read);
                read = answer.read(buffer, 0, buffer.length);
            }
        } catch (RelayException _) {
            return body.toByteArray();
        }
        return body.toByteArray();
    }
}
