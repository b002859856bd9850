package dev.airelay.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.airelay.json.JsonScan;

/// A look at an answer in one piece, by the names of its members: whether it is an answer, or a
/// failure under a good status. Reads no value of an answer and allocates nothing for it. One use.
final class WholeAnswerCheck implements JsonScan.Visitor {
    private static final byte[] ERROR = bytes("error");
    private static final byte[] FINISH_REASON = bytes("finish_reason");
    private static final byte[] BASE_RESP = bytes("base_resp");
    private static final byte[][] KINDS = {bytes("object"), bytes("type")};
    private static final byte[][] CONTENTS = {
        bytes("choices"),
        bytes("output"),
        bytes("content"),
        bytes("data"),
        bytes("results"),
        bytes("candidates"),
        bytes("input_tokens"),
        bytes("usage"),
    };
    private static final byte[][] COMPLAINTS = {
        bytes("message"),
        bytes("msg"),
        bytes("detail"),
        bytes("errors"),
        bytes("code"),
        bytes("error_msg"),
        bytes("error_code"),
    };

    private static final int TOP = 1;
    private static final int CHOICE = 3;

    private boolean object;
    private boolean error;
    private boolean complaint;
    private boolean content;

    private WholeAnswerCheck() {}

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static WholeAnswerCheck at(byte[] body) {
        var look = new WholeAnswerCheck();
        look.object = JsonScan.object(body, look);
        return look;
    }

    boolean answers() {
        return object && !error && (content || !complaint);
    }

    /// Whether a body that is no answer tells of a failure.
    ///
    /// @param root of the body, an object or an array
    boolean complains(JsonNode root) {
        return object || root.path(0).path("error").isObject();
    }

    @Override
    public void member(byte[] text, int nameFrom, int nameTo, int valueFrom, int depth) {
        if (depth == TOP) {
            error |=
                    JsonScan.is(text, nameFrom, nameTo, ERROR)
                            && JsonScan.saysAnything(text, valueFrom);
            error |= isOneOf(KINDS, text, nameFrom, nameTo) && says(text, valueFrom);
            error |= JsonScan.is(text, nameFrom, nameTo, BASE_RESP) && fails(text, valueFrom);
            complaint |= isOneOf(COMPLAINTS, text, nameFrom, nameTo);
            content |=
                    isOneOf(CONTENTS, text, nameFrom, nameTo)
                            && JsonScan.saysAnything(text, valueFrom);
        } else if (depth == CHOICE) {
            error |= JsonScan.is(text, nameFrom, nameTo, FINISH_REASON) && says(text, valueFrom);
        }
    }

    private static boolean isOneOf(byte[][] names, byte[] text, int from, int to) {
        for (byte[] name : names) {
            if (JsonScan.is(text, from, to, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(byte[] text, int valueFrom) {
        int from = valueFrom + 1;
        return text[valueFrom] == '"'
                && JsonScan.is(
                        text,
                        from,
                        from + JsonScan.stringLength(text, valueFrom, text.length),
                        ERROR);
    }

    /// As MiniMax tells of a failure: a code other than zero
    /// (https://github.com/adrianlyjak/obsidian-aloud-tts/pull/114, read 2026-11-27).
    private static boolean fails(byte[] text, int valueFrom) {
        return ErrorReader.of(
                        PartialJson.of(text, valueFrom, Math.min(text.length, valueFrom + 512))
                                .root())
                .words()
                .stream()
                .anyMatch(word -> !word.equals("0"));
    }
}
