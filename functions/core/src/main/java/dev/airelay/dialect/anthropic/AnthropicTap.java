package dev.airelay.dialect.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.StreamTap;
import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.json.JsonScan;
import dev.airelay.json.Numbers;
import dev.airelay.sse.SseFrame;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Tokens;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Watches a Messages stream: `message_start` … `message_delta`, `message_stop`.
///
/// Usage comes twice: in `message_start` (input, first output), then cumulative in `message_delta`,
/// whose numbers overwrite. Source: https://docs.anthropic.com/en/docs/build-with-claude/streaming
/// (read 2026-11-21).
final class AnthropicTap implements StreamTap, JsonScan.Visitor {
    private static final byte[] TYPE = "type".getBytes(UTF_8);
    private static final byte[] STOP_REASON = "stop_reason".getBytes(UTF_8);
    private static final byte[][] THOUGHTS = {
        "thinking".getBytes(UTF_8), "redacted_thinking".getBytes(UTF_8),
    };
    private static final byte[][] TEXTS = {
        "text".getBytes(UTF_8), "thinking".getBytes(UTF_8), "partial_json".getBytes(UTF_8),
    };
    private static final byte[] STOP_FRAME =
            "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n".getBytes(UTF_8);

    /// The frames that matter here.
    private enum Type {
        OTHER(""),
        START("message_start"),
        DELTA("message_delta"),
        STOP("message_stop"),
        ERROR("error");

        private static final Type[] ALL = values();
        private final byte[] name;

        Type(String name) {
            this.name = name.getBytes(UTF_8);
        }

        static Type at(byte[] text, int quote) {
            for (Type type : ALL) {
                if (says(text, quote, type.name)) {
                    return type;
                }
            }
            return OTHER;
        }
    }

    private static boolean says(byte[] text, int quote, byte[] word) {
        int from = quote + 1;
        return JsonScan.is(
                text, from, from + JsonScan.stringLength(text, quote, text.length), word);
    }

    private final long inputEstimate;
    private final Map<String, Long> usage = new HashMap<>();
    private UpstreamFault failure = new UpstreamBroken(UpstreamBroken.How.REPORTED);
    private boolean anything;
    private boolean finalUsage;
    private boolean stopReason;
    private boolean thinks;
    private long textBytes;
    private Type type = Type.OTHER;

    AnthropicTap(long inputEstimate) {
        this.inputEstimate = inputEstimate;
    }

    @Override
    public Verdict see(SseFrame frame) {
        if (!frame.hasData()) {
            return Verdict.FORWARD;
        }
        if (frame.dataFrom() == frame.dataTo() || frame.data()[frame.dataFrom()] != '{') {
            failure = new UpstreamBroken(UpstreamBroken.How.NONSENSE);
            return Verdict.FAILED;
        }
        type = Type.OTHER;
        if (!JsonScan.members(frame.data(), frame.dataFrom(), frame.dataTo(), this)) {
            failure = new UpstreamBroken(UpstreamBroken.How.NONSENSE);
            return Verdict.FAILED;
        }
        return switch (type) {
            case OTHER -> Verdict.FORWARD;
            case START -> {
                anything = true;
                usage.putAll(
                        Numbers.under(
                                frame.data(),
                                frame.dataFrom(),
                                frame.dataTo(),
                                "message",
                                "usage"));
                yield Verdict.FORWARD;
            }
            case DELTA -> {
                Map<String, Long> latest =
                        Numbers.under(frame.data(), frame.dataFrom(), frame.dataTo(), "usage");
                usage.putAll(latest);
                finalUsage |= latest.containsKey("output_tokens");
                yield Verdict.FORWARD;
            }
            case STOP -> Verdict.LAST;
            case ERROR -> {
                failure = new UpstreamBroken(UpstreamBroken.How.REPORTED);
                yield Verdict.FAILED;
            }
        };
    }

    @Override
    public void member(byte[] text, int nameFrom, int nameTo, int valueFrom, int depth) {
        if (text[valueFrom] != '"') {
            return;
        }
        if (depth == 1) {
            if (JsonScan.is(text, nameFrom, nameTo, TYPE)) {
                type = Type.at(text, valueFrom);
            }
            return;
        }
        if (depth == 2 && JsonScan.is(text, nameFrom, nameTo, TYPE)) {
            for (byte[] thought : THOUGHTS) {
                thinks |= says(text, valueFrom, thought);
            }
        }
        stopReason |=
                JsonScan.is(text, nameFrom, nameTo, STOP_REASON)
                        && JsonScan.stringLength(text, valueFrom, text.length) > 0;
        for (byte[] name : TEXTS) {
            if (JsonScan.is(text, nameFrom, nameTo, name)) {
                textBytes += JsonScan.stringLength(text, valueFrom, text.length);
            }
        }
    }

    /// A block of thoughts counts, since its text may be kept back while the model thinks for
    /// minutes, as newer models do unless they are asked for it
    /// (https://platform.claude.com/docs/en/build-with-claude/thinking, read 2026-11-21).
    @Override
    public boolean saysSomething() {
        return textBytes > 0 || thinks || stopReason;
    }

    @Override
    public UpstreamFault failure() {
        return failure;
    }

    @Override
    public Optional<byte[]> missingEnd() {
        return stopReason ? Optional.of(STOP_FRAME) : Optional.empty();
    }

    /// A stream that broke off has reported its input, but of its output only the beginning: the
    /// rest is counted.
    @Override
    public Metered metered() {
        if (!anything) {
            return Metered.NOTHING;
        }
        if (usage.isEmpty()) {
            return Metered.counted(inputEstimate, textBytes);
        }
        Tokens told = AnthropicUpstream.tokens(usage);
        if (finalUsage) {
            return Metered.reported(told);
        }
        long output = Math.max(told.output(), (textBytes + 3) / 4);
        return Metered.counted(
                new Tokens(
                        told.input(),
                        told.cacheRead(),
                        told.cacheWrite5m(),
                        told.cacheWrite1h(),
                        output,
                        told.reasoning()));
    }

    @Override
    public long outputSoFar() {
        return (textBytes + 3) / 4;
    }

    @Override
    public boolean thinksUnseen() {
        return thinks && textBytes == 0;
    }

    @Override
    public byte[] errorEvent(Failure failure) {
        return ("event: error\ndata: " + AnthropicErrors.line(failure) + "\n\n").getBytes(UTF_8);
    }
}
