package dev.airelay.dialect.openaichat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.dialect.OpenAiErrors;
import dev.airelay.dialect.StreamTap;
import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.json.JsonScan;
import dev.airelay.json.Numbers;
import dev.airelay.sse.SseFrame;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Tokens;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;

/// Watches a Chat Completions stream: chunks without event names, ended by `data: [DONE]`.
///
/// Source: https://platform.openai.com/docs/api-reference/chat-streaming (read 2026-11-21). A
/// stream that ended behind the finish reasons of all its choices but without `[DONE]` is whole;
/// some compatible servers leave it out.
final class OpenAiChatTap implements StreamTap, JsonScan.Visitor {
    private static final byte[] DONE = "[DONE]".getBytes(UTF_8);
    private static final byte[] DONE_FRAME = "data: [DONE]\n\n".getBytes(UTF_8);
    private static final byte[] USAGE = "usage".getBytes(UTF_8);
    private static final byte[] ERROR = "error".getBytes(UTF_8);
    private static final byte[] CHOICES = "choices".getBytes(UTF_8);
    private static final byte[] INDEX = "index".getBytes(UTF_8);
    private static final byte[] DELTA = "delta".getBytes(UTF_8);
    private static final byte[] ROLE = "role".getBytes(UTF_8);
    private static final byte[] FINISH_REASON = "finish_reason".getBytes(UTF_8);
    private static final byte[][] TEXTS = {
        "content".getBytes(UTF_8),
        "text".getBytes(UTF_8),
        "arguments".getBytes(UTF_8),
        "reasoning_content".getBytes(UTF_8),
        "refusal".getBytes(UTF_8),
    };
    private static final int CHUNK = 1;
    private static final int CHOICE = 3;
    private static final int MOST_CHOICES = 1_000;

    private final long inputEstimate;
    private final boolean withholdUsage;
    private UpstreamFault failure = new UpstreamBroken(UpstreamBroken.How.REPORTED);
    private Optional<Tokens> reported = Optional.empty();
    private final BitSet choices = new BitSet();
    private boolean says;
    private int finishReasons;
    private boolean anything;
    private long textBytes;

    private boolean usageHere;
    private boolean errorHere;
    private boolean choicesHere;
    private boolean inDelta;

    OpenAiChatTap(long inputEstimate, boolean withholdUsage) {
        this.inputEstimate = inputEstimate;
        this.withholdUsage = withholdUsage;
    }

    @Override
    public Verdict see(SseFrame frame) {
        if (!frame.hasData()) {
            return Verdict.FORWARD;
        }
        if (frame.dataIs(DONE)) {
            return Verdict.LAST;
        }
        if (frame.dataFrom() == frame.dataTo() || frame.data()[frame.dataFrom()] != '{') {
            failure = new UpstreamBroken(UpstreamBroken.How.NONSENSE);
            return Verdict.FAILED;
        }
        usageHere = errorHere = choicesHere = false;
        if (!JsonScan.members(frame.data(), frame.dataFrom(), frame.dataTo(), this)) {
            failure = new UpstreamBroken(UpstreamBroken.How.NONSENSE);
            return Verdict.FAILED;
        }
        if (errorHere) {
            failure = new UpstreamBroken(UpstreamBroken.How.REPORTED);
            return Verdict.FAILED;
        }
        anything = true;
        if (usageHere) {
            Map<String, Long> usage =
                    Numbers.under(frame.data(), frame.dataFrom(), frame.dataTo(), "usage");
            if (!usage.isEmpty()) {
                reported = Optional.of(tokens(usage));
            }
        }
        return usageHere && withholdUsage && !choicesHere ? Verdict.WITHHOLD : Verdict.FORWARD;
    }

    @Override
    public void member(byte[] text, int nameFrom, int nameTo, int valueFrom, int depth) {
        byte value = text[valueFrom];
        if (depth <= CHOICE) {
            inDelta = depth == CHOICE && JsonScan.is(text, nameFrom, nameTo, DELTA);
        }
        if (depth == CHUNK) {
            usageHere |= value == '{' && JsonScan.is(text, nameFrom, nameTo, USAGE);
            errorHere |=
                    JsonScan.is(text, nameFrom, nameTo, ERROR)
                            && JsonScan.saysAnything(text, valueFrom);
            choicesHere |=
                    value == '['
                            && JsonScan.is(text, nameFrom, nameTo, CHOICES)
                            && !JsonScan.isEmptyArray(text, valueFrom, text.length);
        } else if (depth == CHOICE && JsonScan.is(text, nameFrom, nameTo, INDEX)) {
            choices.set((int) Math.min(JsonScan.wholeNumber(text, valueFrom), MOST_CHOICES));
        } else if (value == '"') {
            if (depth == CHOICE && JsonScan.is(text, nameFrom, nameTo, FINISH_REASON)) {
                finishReasons += JsonScan.stringLength(text, valueFrom, text.length) > 0 ? 1 : 0;
            }
            says |=
                    inDelta
                            && depth > CHOICE
                            && !JsonScan.is(text, nameFrom, nameTo, ROLE)
                            && JsonScan.stringLength(text, valueFrom, text.length) > 0;
            for (byte[] name : TEXTS) {
                if (JsonScan.is(text, nameFrom, nameTo, name)) {
                    textBytes += JsonScan.stringLength(text, valueFrom, text.length);
                }
            }
        }
    }

    @Override
    public boolean saysSomething() {
        return says || textBytes > 0 || finishReasons > 0;
    }

    @Override
    public UpstreamFault failure() {
        return failure;
    }

    @Override
    public Optional<byte[]> missingEnd() {
        boolean finished = finishReasons > 0 && finishReasons >= choices.cardinality();
        return finished ? Optional.of(DONE_FRAME) : Optional.empty();
    }

    @Override
    public Metered metered() {
        return reported.map(Metered::reported)
                .orElseGet(() ->
                        anything ? Metered.counted(inputEstimate, textBytes) : Metered.NOTHING);
    }

    @Override
    public long outputSoFar() {
        return (textBytes + 3) / 4;
    }

    @Override
    public boolean thinksUnseen() {
        return false;
    }

    @Override
    public byte[] errorEvent(Failure failure) {
        return ("data: " + OpenAiErrors.line(failure) + "\n\n").getBytes(UTF_8);
    }

    /// `prompt_tokens` includes those read from the cache, `completion_tokens` includes reasoning.
    static Tokens tokens(Map<String, Long> usage) {
        long prompt = usage.getOrDefault("prompt_tokens", 0L);
        long cached =
                Math.min(prompt, usage.getOrDefault("prompt_tokens_details.cached_tokens", 0L));
        return new Tokens(
                prompt - cached,
                cached,
                0,
                0,
                usage.getOrDefault("completion_tokens", 0L),
                usage.getOrDefault("completion_tokens_details.reasoning_tokens", 0L));
    }
}
