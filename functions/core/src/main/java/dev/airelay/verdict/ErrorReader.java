package dev.airelay.verdict;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Finds what an upstream says about its failure: in a JSON object or array of any of the shapes
/// that `docs/dialects/errors.md` shows, in JSON within an event of a stream or within a string, or
/// in plain text. One use, one thread.
final class ErrorReader {
    private static final List<String> MESSAGES =
            List.of(
                    "message",
                    "msg",
                    "detail",
                    "error_msg",
                    "error_message",
                    "status_msg",
                    "title");
    private static final List<String> CODES =
            List.of("code", "error_code", "errorCode", "status", "status_code");
    private static final List<String> EXTRAS =
            List.of("innererror", "content_filter_result", "content_filter_results");

    /// More of a message says nothing that its beginning does not.
    private static final int MOST_MESSAGE = 4_096;

    /// JSON within a string within JSON is looked into so many times.
    private static final int MOST_NESTED = 3;

    private final List<String> words = new ArrayList<>();
    private final ObjectNode extras = JsonNodeFactory.instance.objectNode();
    private String message = "";
    private String type = "";
    private String code = "";
    private String param = "";
    private int number;
    private boolean flagged;
    private Duration pause = Duration.ZERO;

    private ErrorReader() {}

    /// @param text a body, or the data of an event
    static UpstreamError read(byte[] text) {
        JsonNode root = json(text);
        return root.isMissingNode() ? ofText(new String(text, UTF_8)) : of(root);
    }

    static UpstreamError of(JsonNode root) {
        var reader = new ErrorReader();
        reader.root(root, 0);
        return reader.error();
    }

    private static UpstreamError ofText(String text) {
        var reader = new ErrorReader();
        reader.message = HtmlPages.isOne(text) ? "" : text.strip();
        return reader.error();
    }

    private UpstreamError error() {
        String said =
                message.length() <= MOST_MESSAGE ? message : message.substring(0, MOST_MESSAGE);
        return new UpstreamError(said, type, code, param, words, number, flagged, pause, extras);
    }

    /// The JSON of a text, behind a mark of its byte order, blanks, or the name of an event's
    /// field; missing when there is none.
    static JsonNode json(byte[] text) {
        int from = start(text);
        return from < text.length && (text[from] == '{' || text[from] == '[')
                ? PartialJson.of(text, from, text.length).root()
                : MissingNode.getInstance();
    }

    /// Where JSON may begin.
    static int start(byte[] text) {
        int from = 0;
        if (text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB) {
            from = 3;
        }
        from = behindBlanks(text, from);
        if (begins(text, from, "event:")
                || begins(text, from, "data:")
                || begins(text, from, ":")) {
            int data = from;
            while (data < text.length && !begins(text, data, "data:")) {
                data = behindLine(text, data);
            }
            from = Math.min(text.length, behindBlanks(text, data + "data:".length()));
        }
        return from;
    }

    private static boolean begins(byte[] text, int from, String word) {
        boolean same = from + word.length() <= text.length;
        for (int i = 0; same && i < word.length(); i++) {
            same = text[from + i] == word.charAt(i);
        }
        return same;
    }

    private static int behindLine(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private static int behindBlanks(byte[] text, int from) {
        int at = from;
        while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
            at++;
        }
        return at;
    }

    private void root(JsonNode root, int nested) {
        if (root.isArray()) {
            root(root.path(0), nested);
            return;
        }
        if (!root.isObject()) {
            return;
        }
        for (JsonNode owner : List.of(root, root.path("response"), root.path("choices").path(0))) {
            for (String name : List.of("error", "errors", "base_resp")) {
                owner(owner.path(name), name, nested);
            }
        }
        said(root, nested, "");
    }

    private void owner(JsonNode error, String name, int nested) {
        if (error.isTextual()) {
            message(error, nested);
        } else if (error.isArray()) {
            owner(error.path(0), name, nested);
        } else if (error.isObject()) {
            said(error, nested, name.equals("base_resp") ? "base_resp_" : "");
        }
    }

    /// Notes what one object says. What was said further in, and is more specific, comes first.
    private void said(JsonNode error, int nested, String prefix) {
        CODES.forEach(name -> code(error.path(name), prefix));
        type(error.path("type"));
        type(error.path("error_type"));
        if (param.isEmpty()) {
            param = error.path("param").asText("").strip();
        }
        JsonNode metadata = error.path("metadata");
        flagged |= metadata.has("flagged_input") || metadata.path("reasons").isArray();
        word(metadata.path("error_type").asText(""));
        word(error.path("innererror").path("code").asText(""));
        clearest(error.path("details").path("error_code").asText(""));
        error.path("details").forEach(this::detail);
        for (String name : EXTRAS) {
            if (error.path(name).isObject()) {
                extras.set(name, error.path(name));
            }
        }
        if (metadata.path("reasons").isArray()) {
            extras.putObject("metadata").set("reasons", metadata.path("reasons"));
        }
        MESSAGES.forEach(name -> message(error.path(name), nested));
    }

    private void detail(JsonNode detail) {
        clearest(detail.path("reason").asText(""));
        Duration wait = RetryAfter.ofText(detail.path("retryDelay").asText(""));
        if (wait.compareTo(pause) > 0) {
            pause = wait;
        }
    }

    private void code(JsonNode value, String prefix) {
        String text = value.isValueNode() && !value.isNull() ? value.asText().strip() : "";
        if (text.matches("[45]\\d\\d") && prefix.isEmpty()) {
            number = number == 0 ? Integer.parseInt(text) : number;
        } else if (!text.isEmpty() && !text.equals("0")) {
            word(prefix + text);
            if (code.isEmpty() && value.isTextual()) {
                code = text;
            }
        }
    }

    private void type(JsonNode value) {
        String text = value.isTextual() ? value.asText().strip() : "";
        if (text.isEmpty() || text.equals("error") || text.startsWith("response.")) {
            return;
        }
        word(text);
        type = type.isEmpty() ? text : type;
    }

    private void clearest(String word) {
        if (!word.isEmpty()) {
            words.add(0, word);
        }
    }

    private void word(String word) {
        if (!word.isEmpty()) {
            words.add(word);
        }
    }

    /// The first message counts; one that is JSON itself says what it holds.
    private void message(JsonNode value, int nested) {
        if (value.isObject() && nested < MOST_NESTED) {
            root(value, nested + 1);
        } else if (value.isArray() && message.isEmpty()) {
            message = complaints(value);
        } else if (value.isTextual() && !value.asText().isBlank()) {
            String text = value.asText().strip();
            JsonNode inner = nested < MOST_NESTED ? json(text.getBytes(UTF_8)) : value;
            if (inner.isObject() || inner.isArray()) {
                root(inner, nested + 1);
            }
            if (message.isEmpty() && !inner.isObject() && !inner.isArray()) {
                message = text;
            }
        }
    }

    /// As FastAPI lists what is wrong with a body: `loc`, `msg`, `type`
    /// (https://github.com/editor-code-assistant/eca/issues/231, read 2026-11-27).
    private String complaints(JsonNode list) {
        if (param.isEmpty()) {
            param = place(list.path(0));
        }
        return StreamSupport.stream(list.spliterator(), false)
                .limit(5)
                .map(ErrorReader::complaint)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String complaint(JsonNode one) {
        String said = one.path("msg").asText(one.path("message").asText(one.path("type").asText()));
        String place = place(one);
        return place.isEmpty() ? said : place + ": " + said;
    }

    private static String place(JsonNode one) {
        return StreamSupport.stream(one.path("loc").spliterator(), false)
                .map(JsonNode::asText)
                .filter(step -> !step.equals("body"))
                .collect(Collectors.joining("."));
    }
}
