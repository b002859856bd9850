package dev.airelay.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamRefused;
import dev.airelay.http.Headers;
import dev.airelay.upstream.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads what the upstream of one attempt did instead of answering: a status that is none of
/// success, an error inside a good answer, or one inside a stream. Says whose fault it is, in words
/// that are fit for the client. Immutable; safe for many threads.
public final class FaultReader {
    private static final int OK = 200;

    /// Of what the upstream says, for those who run the relay.
    private static final int MOST_SAID = 8 * 1024;

    private final Verdicts verdicts;
    private final Refusals refusals;
    private final Scrubber scrubber;
    private final Supplier<Instant> now;

    /// @param errorStyle whose form of errors the client reads
    /// @param asked the model as the client named it
    /// @param sent the model as the upstream was asked for it
    public FaultReader(
            Scrubber scrubber, Kind errorStyle, String asked, String sent, Supplier<Instant> now) {
        this.verdicts = new Verdicts(asked, sent, scrubber::echoed);
        this.refusals = new Refusals(scrubber, errorStyle);
        this.scrubber = scrubber;
        this.now = now;
    }

    /// @param status other than 2xx
    /// @param body as far as it was read
    public RelayException ofAnswer(int status, Headers headers, byte[] body) {
        Duration pause = RetryAfter.of(headers, now.get());
        UpstreamError error = ErrorReader.read(body);
        UpstreamFault fault = verdicts.of(status, pause, error);
        return said(
                fault instanceof UpstreamRefused refused
                        ? new UpstreamRefused(
                                refused.status(),
                                refusals.of(
                                        error, body, headers.first("x-should-retry").orElse("")))
                        : fault,
                body);
    }

    /// @param judged what its dialect finds wrong with the event; where that is only that the event
    ///   reports an error, the event itself says whose fault it is
    /// @param data of the event
    public RelayException ofEvent(UpstreamFault judged, byte[] data) {
        return judged instanceof UpstreamBroken broken
                        && broken.how() == UpstreamBroken.How.REPORTED
                ? reported(data)
                : said(judged, data);
    }

    private RelayException reported(byte[] data) {
        if (ErrorReader.json(data).isMissingNode()) {
            return said(new UpstreamBroken(UpstreamBroken.How.NONSENSE), data);
        }
        return reported(ErrorReader.read(data), data);
    }

    /// What is wrong with an answer in one piece whose status is good: it is no JSON object, or
    /// reports an error. Empty when it is an answer.
    public Optional<RelayException> inPiece(byte[] body) {
        var look = WholeAnswerCheck.at(body);
        if (look.answers()) {
            return Optional.empty();
        }
        JsonNode root = ErrorReader.json(body);
        return Optional.of(
                root.isMissingNode() || !look.complains(root)
                        ? said(new UpstreamBroken(UpstreamBroken.How.NONSENSE), body)
                        : reported(ErrorReader.of(root), body));
    }

    /// What an upstream says about its failure in words, for those who run the relay: on one line,
    /// without the channel's keys, and empty for a page.
    ///
    /// @param most characters of it
    public String message(byte[] said, int most) {
        String message = ErrorReader.read(said).message();
        String text = message.isEmpty() ? new String(said, UTF_8) : message;
        return HtmlPages.isOne(text) ? "" : scrubber.forOperators(Unescaping.seen(text), most);
    }

    private RelayException reported(UpstreamError error, byte[] body) {
        UpstreamFault fault = verdicts.of(OK, Duration.ZERO, error);
        return said(
                fault instanceof UpstreamRefused refused
                        ? new UpstreamRefused(refused.status(), refusals.of(error, body, ""))
                        : fault,
                body);
    }

    private RelayException said(UpstreamFault fault, byte[] body) {
        int most = Math.min(body.length, MOST_SAID);
        return new RelayException(
                fault, scrubber.forOperators(new String(body, 0, most, UTF_8), MOST_SAID));
    }
}
