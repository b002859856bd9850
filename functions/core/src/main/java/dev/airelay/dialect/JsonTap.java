package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.json.JsonScan;
import dev.airelay.sse.SseFrame;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import dev.airelay.usage.Tokens;

/// What the taps of all dialects do alike: finding the JSON in a frame, the errors by any of their
/// names, the usage wherever it stands, the text. A dialect says what its own members mean.
///
/// Liberal in what it reads: empty data, blanks around the JSON and around `[DONE]`, and, once the
/// answer is whole, frames that make no sense; those stay with the relay. Reads answers in one
/// piece by the same members.
public abstract class JsonTap implements StreamTap, JsonScan.Visitor {
    private static final byte[] DONE = "[DONE]".getBytes(US_ASCII);
    private static final byte[] ERROR = "error".getBytes(US_ASCII);

    /// How deep a usage object may stand: `choices[].usage` is the deepest.
    private static final int DEEPEST_USAGE = 3;

    private final Call call;
    private final TextCounter counter = new TextCounter();
    private final UsageReader usage = new UsageReader();
    private UpstreamFault failure = new UpstreamBroken(UpstreamBroken.How.REPORTED);
    private String tier = "";
    private byte[] tierBytes = {};
    private long text;
    private long thoughts;
    private long textAtReport;
    private boolean reportHere;
    private boolean errorHere;
    private boolean inPiece;
    private int to;

    protected JsonTap(Call call) {
        this.call = call;
    }

    @Override
    public final Verdict see(SseFrame frame) {
        if (!frame.hasData()) {
            return Verdict.FORWARD;
        }
        byte[] data = frame.data();
        int from = JsonScan.skipBlanks(data, frame.dataFrom(), frame.dataTo());
        to = JsonScan.trimBlanks(data, from, frame.dataTo());
        if (from == to) {
            return Verdict.FORWARD;
        }
        if (JsonScan.is(data, from, to, DONE)) {
            return done();
        }
        boolean error = frame.eventIs(ERROR);
        if (!scan(data, from)) {
            return error ? fail(UpstreamBroken.How.REPORTED) : nonsense();
        }
        if (errorHere || error) {
            return fail(UpstreamBroken.How.REPORTED);
        }
        Verdict verdict = judge(frame);
        if (reportHere) {
            textAtReport = text;
        }
        return verdict;
    }

    private boolean scan(byte[] data, int from) {
        reportHere = errorHere = false;
        counter.begin();
        begin();
        return data[from] == '{' && JsonScan.members(data, from, to, this);
    }

    private Verdict nonsense() {
        return missingEnd().isPresent() ? Verdict.WITHHOLD : fail(UpstreamBroken.How.NONSENSE);
    }

    /// Sets what [#failure()] says.
    protected final Verdict fail(UpstreamBroken.How how) {
        failure = new UpstreamBroken(how);
        return Verdict.FAILED;
    }

    @Override
    public final void member(byte[] json, int nameFrom, int nameTo, int valueFrom, int depth) {
        MemberName word = MemberName.at(json, nameFrom, nameTo);
        boolean foreign = counter.member(word, json, valueFrom, to, depth);
        if (word != MemberName.OTHER && !foreign && depth <= DEEPEST_USAGE) {
            shared(word, json, valueFrom, depth);
        }
        member(word, json, valueFrom, depth);
    }

    private void shared(MemberName word, byte[] json, int valueFrom, int depth) {
        switch (word) {
            case USAGE -> report(json, valueFrom, "", inPiece || !opens(depth));
            case TIMINGS -> report(json, valueFrom, "timings.", true);
            case USAGEMETADATA, INVOCATION_METRICS -> report(json, valueFrom, "", true);
            case PROMPT_EVAL_COUNT, EVAL_COUNT -> {
                if (depth == 1) {
                    int end = JsonScan.valueEnd(json, valueFrom, to);
                    usage.read(
                            word == MemberName.EVAL_COUNT ? "eval_count" : "prompt_eval_count",
                            new String(json, valueFrom, end - valueFrom, UTF_8).strip());
                    reportHere = true;
                }
            }
            case SERVICE_TIER -> {
                int length = JsonScan.stringLength(json, valueFrom, to);
                if (depth <= 2
                        && length > 0
                        && length <= 32
                        && !JsonScan.is(json, valueFrom + 1, valueFrom + 1 + length, tierBytes)) {
                    tier = new String(json, valueFrom + 1, length, UTF_8);
                    tierBytes = tier.getBytes(UTF_8);
                }
            }
            case ERROR -> {
                errorHere |= depth == 1 && JsonScan.saysAnything(json, valueFrom);
            }
            case OBJECT, TYPE ->
                    errorHere |= depth == 1 && JsonScan.isString(json, valueFrom, ERROR);
            default -> {}
        }
    }

    private void report(byte[] json, int valueFrom, String prefix, boolean last) {
        if (json[valueFrom] == '{') {
            usage.read(json, valueFrom, to, prefix, last);
            reportHere = true;
        }
    }

    /// Before the members of the next frame.
    protected abstract void begin();

    /// A member of the frame in hand, parents before children.
    protected abstract void member(MemberName word, byte[] json, int valueFrom, int depth);

    /// After the members of a frame that reports no error.
    protected abstract Verdict judge(SseFrame frame);

    /// What `[DONE]` means, which not all dialects have.
    protected abstract Verdict done();

    /// Whether a usage report at this depth opens an answer instead of ending it.
    protected boolean opens(int depth) {
        return false;
    }

    /// Adds what the answer in one piece in hand tells besides text and usage.
    protected void piece() {
        add();
    }

    /// What is charged for the answer beside what its report says.
    protected Metered completed(Metered metered) {
        return metered;
    }

    /// The frame in hand is an error.
    protected final void isError() {
        errorHere = true;
    }

    protected final TextCounter counter() {
        return counter;
    }

    protected final Call call() {
        return call;
    }

    /// Adds what the model wrote in the frame in hand.
    protected final void add() {
        total(text + counter.text() + counter.thoughts(), thoughts + counter.thoughts());
    }

    /// @param allText tokens that the model has written so far, thoughts among them
    protected final void total(long allText, long allThoughts) {
        text = allText;
        thoughts = allThoughts;
    }

    /// Whether the model has written anything that can be seen, or shows that it thinks.
    protected final boolean wrote() {
        return text > 0 || counter.thinks();
    }

    protected final boolean reportsOutput() {
        return usage.tellsOutput();
    }

    @Override
    public final UpstreamFault failure() {
        return failure;
    }

    @Override
    public final long outputSoFar() {
        return text;
    }

    @Override
    public final boolean thinksUnseen() {
        return counter.thinks() && thoughts == 0;
    }

    @Override
    public final Metered metered() {
        Metered metered = usage.metered(seen(), text > textAtReport, tier);
        boolean silent = metered.source() == Source.COUNTED && !saysSomething();
        return silent ? Metered.NOTHING : completed(metered);
    }

    private Tokens seen() {
        return new Tokens(call.inputEstimate(), 0, 0, 0, text, thoughts);
    }

    /// What an answer in one piece used.
    public final Metered inPiece(byte[] body) {
        inPiece = true;
        int from = JsonScan.skipBlanks(body, 0, body.length);
        to = body.length;
        if (from < to && scan(body, from)) {
            piece();
        }
        textAtReport = text;
        return completed(usage.metered(seen(), false, tier));
    }
}
