package dev.airelay.dialect.openairesponses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.dialect.Call;
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
import java.util.Map;
import java.util.Optional;

/// Watches a Responses stream: events that repeat their name as `type` and carry an increasing
/// `sequence_number`, ended by `response.completed`, `response.incomplete` or `response.failed`.
///
/// Source: https://platform.openai.com/docs/api-reference/responses-streaming (read 2026-11-21).
final class ResponsesTap implements StreamTap, JsonScan.Visitor {
    private static final byte[] TYPE = "type".getBytes(UTF_8);
    private static final byte[] MESSAGE = "message".getBytes(UTF_8);
    private static final byte[] DELTA = "delta".getBytes(UTF_8);
    private static final byte[] ID = "id".getBytes(UTF_8);
    private static final byte[] SEQUENCE = "sequence_number".getBytes(UTF_8);
    private static final byte[] COMPLETED = "response.completed".getBytes(UTF_8);
    private static final byte[] INCOMPLETE = "response.incomplete".getBytes(UTF_8);
    private static final byte[] ITEM_ADDED = "response.output_item.added".getBytes(UTF_8);
    private static final byte[] FAILED = "response.failed".getBytes(UTF_8);
    private static final byte[] ERROR = "error".getBytes(UTF_8);

    /// What the `type` of the frame in hand says, as far as it matters here.
    private enum Type {
        OTHER,
        ITEM,
        END,
        FAILED,
        ERROR
    }

    private final Call call;
    private UpstreamFault failure = new UpstreamBroken(UpstreamBroken.How.REPORTED);
    private Optional<Tokens> reported = Optional.empty();
    private boolean anything;
    private boolean item;
    private boolean messageHere;
    private long textBytes;
    private long sequence = -1;
    private String responseId = "";
    private Type type = Type.OTHER;

    ResponsesTap(Call call) {
        this.call = call;
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
        messageHere = false;
        if (!JsonScan.members(frame.data(), frame.dataFrom(), frame.dataTo(), this)) {
            failure = new UpstreamBroken(UpstreamBroken.How.NONSENSE);
            return Verdict.FAILED;
        }
        return switch (type) {
            case OTHER, ITEM -> {
                anything = true;
                item |= type == Type.ITEM && !messageHere;
                yield Verdict.FORWARD;
            }
            case END -> {
                anything = true;
                item = true;
                readUsage(frame);
                yield Verdict.LAST;
            }
            case FAILED -> {
                readUsage(frame);
                failure = new UpstreamBroken(UpstreamBroken.How.REPORTED);
                yield Verdict.FAILED;
            }
            case ERROR -> {
                failure = new UpstreamBroken(UpstreamBroken.How.REPORTED);
                yield Verdict.FAILED;
            }
        };
    }

    @Override
    public void member(byte[] text, int nameFrom, int nameTo, int valueFrom, int depth) {
        if (depth == 1 && JsonScan.is(text, nameFrom, nameTo, TYPE)) {
            type = typeAt(text, valueFrom);
        } else if (depth == 2 && JsonScan.is(text, nameFrom, nameTo, TYPE)) {
            int length = JsonScan.stringLength(text, valueFrom, text.length);
            messageHere |= JsonScan.is(text, valueFrom + 1, valueFrom + 1 + length, MESSAGE);
        } else if (depth == 1 && JsonScan.is(text, nameFrom, nameTo, DELTA)) {
            textBytes += JsonScan.stringLength(text, valueFrom, text.length);
        } else if (depth == 1 && JsonScan.is(text, nameFrom, nameTo, SEQUENCE)) {
            sequence = JsonScan.wholeNumber(text, valueFrom);
        } else if (depth == 2
                && responseId.isEmpty()
                && sequence <= 0
                && JsonScan.is(text, nameFrom, nameTo, ID)) {
            int length = JsonScan.stringLength(text, valueFrom, text.length);
            responseId = new String(text, valueFrom + 1, Math.min(length, 128), UTF_8);
        }
    }

    private static Type typeAt(byte[] text, int quote) {
        int from = quote + 1;
        int to = quote + 1 + JsonScan.stringLength(text, quote, text.length);
        if (JsonScan.is(text, from, to, COMPLETED) || JsonScan.is(text, from, to, INCOMPLETE)) {
            return Type.END;
        }
        if (JsonScan.is(text, from, to, ITEM_ADDED)) {
            return Type.ITEM;
        }
        if (JsonScan.is(text, from, to, FAILED)) {
            return Type.FAILED;
        }
        return JsonScan.is(text, from, to, ERROR) ? Type.ERROR : Type.OTHER;
    }

    private void readUsage(SseFrame frame) {
        Map<String, Long> usage =
                Numbers.under(frame.data(), frame.dataFrom(), frame.dataTo(), "response", "usage");
        if (!usage.isEmpty()) {
            reported = Optional.of(tokens(usage));
        }
    }

    /// An item that is no message counts, since reasoning may be all there is for minutes, and its
    /// text may be kept back.
    @Override
    public boolean saysSomething() {
        return textBytes > 0 || item || reported.isPresent();
    }

    @Override
    public UpstreamFault failure() {
        return failure;
    }

    @Override
    public Optional<byte[]> missingEnd() {
        return Optional.empty();
    }

    @Override
    public Metered metered() {
        return reported.map(Metered::reported)
                .orElseGet(() ->
                        anything
                                ? Metered.counted(call.inputEstimate(), textBytes)
                                : Metered.NOTHING);
    }

    /// Two events, because the official SDKs raise on `error` while Codex looks for
    /// `response.failed`.
    @Override
    public long outputSoFar() {
        return (textBytes + 3) / 4;
    }

    @Override
    public boolean thinksUnseen() {
        return item && textBytes == 0;
    }

    @Override
    public byte[] errorEvent(Failure failure) {
        ObjectNode words = words(failure);
        ObjectNode error = JsonNodeFactory.instance.objectNode();
        error.put("type", "error");
        error.set("code", words.get("code"));
        error.set("message", words.get("message"));
        error.putNull("param");
        error.put("sequence_number", ++sequence);
        ObjectNode failed = JsonNodeFactory.instance.objectNode();
        failed.put("type", "response.failed");
        failed.put("sequence_number", ++sequence);
        ObjectNode response = failed.putObject("response");
        response.put("id", responseId);
        response.put("object", "response");
        response.put("created_at", 0);
        response.put("status", "failed");
        response.putObject("error").setAll(words);
        response.put("model", call.model());
        response.putArray("output");
        return ("event: error\ndata: "
                        + error
                        + "\n\nevent: response.failed\ndata: "
                        + failed
                        + "\n\n")
                .getBytes(UTF_8);
    }

    private static ObjectNode words(Failure failure) {
        ObjectNode own = OpenAiErrors.object(failure);
        ObjectNode words = JsonNodeFactory.instance.objectNode();
        words.set("code", own.get("code"));
        words.set("message", own.get("message"));
        return words;
    }

    /// `input_tokens` includes those read from the cache, `output_tokens` includes reasoning.
    static Tokens tokens(Map<String, Long> usage) {
        long input = usage.getOrDefault("input_tokens", 0L);
        long cached = Math.min(input, usage.getOrDefault("input_tokens_details.cached_tokens", 0L));
        return new Tokens(
                input - cached,
                cached,
                0,
                0,
                usage.getOrDefault("output_tokens", 0L),
                usage.getOrDefault("output_tokens_details.reasoning_tokens", 0L));
    }
}
