package dev.airelay.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.Call;
import dev.airelay.dialect.JsonTap;
import dev.airelay.dialect.MemberName;
import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.json.JsonScan;
import dev.airelay.sse.SseFrame;
import java.util.Optional;

/// Watches a Messages stream: `message_start` … `message_delta`, `message_stop`.
///
/// Usage comes twice: in `message_start` (input, first output), then cumulative in `message_delta`,
/// whose numbers overwrite. Source: https://docs.anthropic.com/en/docs/build-with-claude/streaming
/// (read 2026-11-21). A frame whose data does not repeat its type has that of its event. An end
/// with nothing before it is a failure.
final class AnthropicTap extends JsonTap {
    private static final byte[] STOP = "message_stop".getBytes(UTF_8);
    private static final Optional<byte[]> STOP_FRAME =
            Optional.of(
                    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n".getBytes(UTF_8));

    private boolean stopReason;
    private boolean typeHere;
    private boolean stopHere;

    AnthropicTap(Call call) {
        super(call);
    }

    @Override
    protected void begin() {
        typeHere = stopHere = false;
    }

    @Override
    protected void member(MemberName word, byte[] json, int valueFrom, int depth) {
        if (depth == 1 && word == MemberName.TYPE) {
            typeHere = true;
            stopHere = JsonScan.isString(json, valueFrom, STOP);
        } else if (depth <= 2 && word == MemberName.STOP_REASON) {
            stopReason |= JsonScan.stringLength(json, valueFrom, json.length) > 0;
        }
    }

    @Override
    protected boolean opens(int depth) {
        return depth > 1;
    }

    @Override
    protected Verdict judge(SseFrame frame) {
        add();
        boolean stops = typeHere ? stopHere : frame.eventIs(STOP);
        if (stops && !saysSomething() && !reportsOutput()) {
            return fail(UpstreamBroken.How.CUT);
        }
        return stops ? Verdict.LAST : Verdict.FORWARD;
    }

    /// Not of this dialect, but some servers add it; the end is told by the body's.
    @Override
    protected Verdict done() {
        return Verdict.WITHHOLD;
    }

    /// A block of thoughts counts, since its text may be kept back while the model thinks for
    /// minutes, as newer models do unless they are asked for it
    /// (https://platform.claude.com/docs/en/build-with-claude/thinking, read 2026-11-21).
    @Override
    public boolean saysSomething() {
        return wrote() || stopReason;
    }

    @Override
    public Optional<byte[]> missingEnd() {
        return stopReason ? STOP_FRAME : Optional.empty();
    }

    @Override
    public byte[] errorEvent(Failure failure) {
        return ("event: error\ndata: " + AnthropicErrors.line(failure) + "\n\n").getBytes(UTF_8);
    }
}
