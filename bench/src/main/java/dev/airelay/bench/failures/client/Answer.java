package dev.airelay.bench.failures.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a client got. One thread writes it while it reads; complete once it is handed out.
///
/// Times count from the moment the client began to connect.
public final class Answer {
    /// How the body ended, as HTTP sees it.
    public enum Ending {
        /// With its last chunk, all its bytes, or the end of the connection where that is the sign.
        PROPER,
        /// Before that, or by a reset.
        BROKEN,
        /// The client lost its patience.
        SILENT,
        /// The client had enough.
        LEFT
    }

    /// An error in the client's dialect.
    ///
    /// @param kind the dialect's own word for it: `code` or `type`
    public record Fault(String kind, String message, Duration after) {}

    private final long askedNanos = System.nanoTime();
    private final Map<String, String> headers = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();
    private final List<String> nonsense = new ArrayList<>();
    private int status;
    private Ending ending = Ending.BROKEN;
    private Optional<Fault> fault = Optional.empty();
    private Optional<Duration> firstContent = Optional.empty();
    private Duration took = Duration.ZERO;
    private long endNanos;
    private String finish = "";
    private boolean properEnd;
    private String model = "";
    private int inputTokens;
    private int outputTokens;

    void head(int newStatus, Map<String, String> fields) {
        status = newStatus;
        headers.putAll(fields);
    }

    void content(String piece) {
        if (firstContent.isEmpty() && !piece.isEmpty()) {
            firstContent = Optional.of(sinceAsked());
        }
        text.append(piece);
    }

    void finish(String reason) {
        finish = reason;
    }

    /// Notes the frame with which the dialect says that an answer is complete.
    void properEnd() {
        properEnd = true;
    }

    void fault(String kind, String message) {
        fault = fault.or(() -> Optional.of(new Fault(kind, message, sinceAsked())));
    }

    void nonsense(String data) {
        nonsense.add(data.length() > 60 ? data.substring(0, 60) + "…" : data);
    }

    void model(String name) {
        model = name;
    }

    /// Counts of 0 are those of an answer that has only begun.
    void usage(int input, int output) {
        inputTokens = Math.max(inputTokens, input);
        outputTokens = Math.max(outputTokens, output);
    }

    void ended(Ending how) {
        ending = how;
        endNanos = System.nanoTime();
        took = sinceAsked();
    }

    private Duration sinceAsked() {
        return Duration.ofNanos(System.nanoTime() - askedNanos);
    }

    /// Of HTTP; 0 when no head came.
    public int status() {
        return status;
    }

    /// The value of a header field; empty when there is none.
    public String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    /// All text of the answer in order.
    public String text() {
        return text.toString();
    }

    public Ending ending() {
        return ending;
    }

    /// The first error that the answer reports in the dialect's form.
    public Optional<Fault> fault() {
        return fault;
    }

    /// Until the first text.
    public Optional<Duration> firstContent() {
        return firstContent;
    }

    /// Until the end.
    public Duration took() {
        return took;
    }

    /// The end as a reading of [System#nanoTime].
    public long endNanos() {
        return endNanos;
    }

    /// The dialect's own word; empty when none came.
    public String finishReason() {
        return finish;
    }

    /// Whether the dialect says that the answer is complete.
    public boolean endedProperly() {
        return properEnd;
    }

    /// What came as data and is none, shortened.
    public List<String> nonsense() {
        return List.copyOf(nonsense);
    }

    /// As the answer names it; empty when it names none.
    public String model() {
        return model;
    }

    public int inputTokens() {
        return inputTokens;
    }

    public int outputTokens() {
        return outputTokens;
    }
}
