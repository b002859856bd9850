package dev.airelay.dialect.openairesponses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.dialect.Call;
import dev.airelay.dialect.JsonTap;
import dev.airelay.dialect.MemberName;
import dev.airelay.dialect.OpenAiErrors;
import dev.airelay.failure.Failure;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.json.JsonScan;
import dev.airelay.sse.SseFrame;
import dev.airelay.usage.Metered;
import dev.airelay.usage.Source;
import java.util.Optional;

/// Watches a Responses stream: events that repeat their name as `type` and carry an increasing
/// `sequence_number`, ended by `response.completed`, `response.incomplete`, `response.cancelled` or
/// `response.failed`. An event whose data does not repeat its name has that of its frame.
///
/// Source: https://platform.openai.com/docs/api-reference/responses-streaming (read 2026-11-21).
final class ResponsesTap extends JsonTap {
    private static final byte[] MESSAGE = "message".getBytes(UTF_8);
    private static final byte[][] NOTHING_YET = {
        "queued".getBytes(UTF_8), "in_progress".getBytes(UTF_8),
    };

    private final ItemText text = new ItemText();
    private final ItemUses uses = new ItemUses();
    private boolean terminal;
    private boolean item;
    private boolean messageHere;
    private boolean pending;
    private long sequence = -1;
    private String responseId = "";
    private EventType type = EventType.OTHER;
    private boolean typeHere;
    private long thoughts;

    ResponsesTap(Call call) {
        super(call);
    }

    @Override
    protected void begin() {
        type = EventType.OTHER;
        typeHere = messageHere = false;
        uses.begin();
    }

    @Override
    protected void member(MemberName word, byte[] json, int valueFrom, int depth) {
        uses.member(word, json, valueFrom, depth);
        switch (word) {
            case TYPE -> {
                if (depth == 1) {
                    type = EventType.at(json, valueFrom);
                    typeHere = true;
                    if (type == EventType.FAILED) {
                        isError();
                    }
                } else if (depth == 2) {
                    messageHere |= JsonScan.isString(json, valueFrom, MESSAGE);
                }
            }
            case SEQUENCE_NUMBER -> {
                if (depth == 1) {
                    sequence = JsonScan.wholeNumber(json, valueFrom);
                }
            }
            case ID -> {
                if (depth == 2 && responseId.isEmpty() && sequence <= 0) {
                    int length = JsonScan.stringLength(json, valueFrom, json.length);
                    responseId = new String(json, valueFrom + 1, Math.min(length, 128), UTF_8);
                }
            }
            case STATUS -> {
                if (depth == 1) {
                    pending = isPending(json, valueFrom);
                }
            }
            default -> {}
        }
    }

    private static boolean isPending(byte[] json, int valueFrom) {
        boolean pending = false;
        for (byte[] status : NOTHING_YET) {
            pending |= JsonScan.isString(json, valueFrom, status);
        }
        return pending;
    }

    @Override
    protected Verdict judge(SseFrame frame) {
        if (!typeHere) {
            type = EventType.of(frame);
        }
        long written = counter().text() + counter().thoughts();
        thoughts += type == EventType.THOUGHT ? counter().text() : 0;
        switch (type) {
            case DELTA, THOUGHT -> text.grows(written);
            case ITEM_ADDED -> {
                text.grows(written);
                item |= !messageHere;
            }
            case ITEM_DONE -> {
                text.ends(written);
                uses.add();
                item |= !messageHere;
            }
            case END -> {
                text.atLeast(written);
                uses.replace();
                terminal = true;
            }
            case FAILED -> {
                return fail(UpstreamBroken.How.REPORTED);
            }
            case OTHER -> {}
        }
        total(text.tokens(), thoughts);
        return terminal ? Verdict.LAST : Verdict.FORWARD;
    }

    @Override
    protected void piece() {
        super.piece();
        uses.replace();
    }

    /// A queued or running answer, which is asked for again later, has written nothing yet.
    @Override
    protected Metered completed(Metered metered) {
        return pending && metered.source() == Source.COUNTED
                ? Metered.NOTHING
                : metered.with(uses.beside(metered.uses()));
    }

    /// Not of this dialect, but some servers add it; the end is told by the body's.
    @Override
    protected Verdict done() {
        return Verdict.WITHHOLD;
    }

    /// An item that is no message counts, since reasoning may be all there is for minutes, and its
    /// text may be kept back.
    @Override
    public boolean saysSomething() {
        return wrote() || item || terminal || reportsOutput();
    }

    @Override
    public Optional<byte[]> missingEnd() {
        return Optional.empty();
    }

    /// Two events, because the official SDKs raise on `error` while Codex looks for
    /// `response.failed`.
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
        response.put("model", call().model());
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
}
