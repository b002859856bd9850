package dev.airelay.dialect;

import static dev.airelay.dialect.RequestPlace.FREE;
import static dev.airelay.dialect.RequestPlace.IMAGE;
import static dev.airelay.dialect.RequestPlace.MESSAGES;
import static dev.airelay.dialect.RequestPlace.PROMPT;
import static dev.airelay.dialect.RequestPlace.REFERENCE;
import static dev.airelay.dialect.RequestPlace.REQUEST;
import static dev.airelay.dialect.RequestPlace.SOURCE;
import static dev.airelay.dialect.RequestPlace.TOOLS;

import dev.airelay.json.JsonScan;
import dev.airelay.media.ImageTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Walks a request once and finds all that a model will read: text, wherever it stands; files,
/// where its dialect has them; and hints at what the upstream knows and the request does not show.
/// One thread, once.
final class RequestReader {
    /// What a vendor wraps a message in. OpenAI says 3
    /// (https://github.com/openai/openai-cookbook/blob/main/examples/How_to_count_tokens_with_tiktoken.ipynb,
    /// read 2026-11-27), and begins the answer with 3 more.
    private static final int A_MESSAGE = 3;

    private static final int AN_ANSWER = 3;

    /// What Anthropic tells models about using tools, 159 to 530 tokens
    /// (https://docs.anthropic.com/en/docs/tool-use-pricing-and-tokens, read 2026-11-27).
    private static final int ANY_TOOLS = 530;

    private static final int A_TOOL = 8;

    /// A tool of the vendor's own, whose description no request shows: 245 for Anthropic's shell,
    /// 700 for its editor, 735 for its screen (the same page).
    private static final int A_VENDORS_TOOL = 750;

    private static final int CHARACTERS_OF_SEALED_TOKEN = 3;

    /// Members that name nothing that a model is shown.
    private static final Set<String> NOT_SHOWN =
            Set.of("role", "text", "model", "stream", "max_tokens", "max_output_tokens");

    private static final String BETWEEN = " \n\r\t,:";

    private final byte[] body;
    private final PromptText text;
    private final Attachments attachments;
    private int at;
    private long tokens = AN_ANSWER;
    private boolean unseen;
    private boolean referred;

    /// @param body a valid JSON object
    RequestReader(byte[] body, ImageTokens images) {
        this.body = body;
        text = new PromptText(body.length);
        attachments = new Attachments(body, images, text);
    }

    void read() {
        skipBlanks();
        if (at < body.length && body[at] == '{') {
            object(REQUEST);
        }
    }

    PromptText text() {
        return text;
    }

    /// Of all that is no text.
    long tokens() {
        return tokens + attachments.tokens() + Math.ceilDiv(text.escapesShown(), 2);
    }

    /// Whether the model will read what only the upstream has.
    boolean unseen() {
        return unseen;
    }

    private void value(RequestPlace place) {
        if (at >= body.length) {
            return;
        }
        switch (body[at]) {
            case '{' -> {
                if (place == FREE) {
                    at = text.addValue(body, at);
                } else {
                    object(place);
                }
            }
            case '[' -> {
                if (place == FREE) {
                    at = text.addValue(body, at);
                } else {
                    array(place);
                }
            }
            case '"' -> {
                int close = JsonScan.stringEnd(body, at, body.length);
                text.addString(body, at + 1, close);
                at = close + 1;
            }
            default -> scalar(place);
        }
    }

    private void array(RequestPlace place) {
        at++;
        skipBlanks();
        while (at < body.length && body[at] != ']') {
            value(place);
            skipBlanks();
        }
        at++;
    }

    /// A number where a prompt stands is a token.
    private void scalar(RequestPlace place) {
        int from = at;
        while (at < body.length && ",]} \n\r\t".indexOf(body[at]) < 0) {
            at++;
        }
        if (place == MESSAGES || place == PROMPT) {
            tokens++;
        } else if (place != REQUEST) {
            text.add(body, from, at);
        }
        at = Math.max(at, from + 1);
    }

    private void object(RequestPlace place) {
        tokens += place == MESSAGES ? A_MESSAGE : place == TOOLS ? A_TOOL : 0;
        var found = new Found();
        at++;
        skipBlanks();
        while (at < body.length && body[at] == '"') {
            int close = JsonScan.stringEnd(body, at, body.length);
            member(place, at + 1, close, found);
            skipBlanks();
        }
        at++;
        end(place, found);
    }

    private void member(RequestPlace place, int nameFrom, int nameTo, Found found) {
        String name = JsonScan.text(body, nameFrom, nameTo);
        RequestPlace next = place.of(name);
        if (next == FREE && !NOT_SHOWN.contains(name)) {
            text.addString(body, nameFrom, nameTo);
        }
        at = Math.min(nameTo + 1, body.length);
        skipBlanks();
        if (at < body.length && body[at] == '"') {
            string(next, found);
        } else if (next == REFERENCE) {
            boolean given = at < body.length && (body[at] == '{' || body[at] == '[');
            found.refers |= given;
            value(FREE);
        } else if (next == TOOLS && at < body.length && body[at] == '[') {
            tokens += JsonScan.isEmptyArray(body, at, body.length) ? 0 : ANY_TOOLS;
            value(TOOLS);
        } else if (place == REQUEST && next == FREE) {
            setting();
        } else {
            value(next.holdsObjects() ? next : FREE);
        }
    }

    /// Numbers and yes or no at the top of a request are shown to nobody.
    private void setting() {
        boolean shown = at < body.length && (body[at] == '{' || body[at] == '[');
        value(shown ? FREE : REQUEST);
    }

    private void string(RequestPlace place, Found found) {
        int from = at + 1;
        int to = JsonScan.stringEnd(body, at, body.length);
        at = to + 1;
        switch (place) {
            case CONTENT_OF_FILE, IMAGE -> {
                found.files.add(new Range(from, to));
                found.picture |= place == IMAGE;
            }
            case TYPE -> {
                found.type = found.type.isEmpty() ? JsonScan.text(body, from, to) : "?";
                text.addString(body, from, to);
            }
            case DETAIL -> found.detail = JsonScan.text(body, from, to);
            case REFERENCE -> {
                found.refers |= to > from;
                text.addString(body, from, to);
            }
            case SEALED -> {
                if (isBase64(from, to)) {
                    tokens += (to - from) / CHARACTERS_OF_SEALED_TOKEN;
                } else {
                    text.addString(body, from, to);
                }
            }
            default -> text.addString(body, from, to);
        }
    }

    private void end(RequestPlace place, Found found) {
        for (Range file : found.files) {
            file(place, found, file);
        }
        switch (place) {
            case REQUEST, PROMPT -> unseen |= found.refers;
            case MESSAGES -> unseen |= found.type.equals("item_reference");
            case SOURCE, FILE -> referred |= found.refers;
            case PARTS -> part(found);
            case TOOLS -> tool(found.type);
            default -> {}
        }
    }

    private void part(Found found) {
        if (found.refers || referred) {
            if (found.type.contains("image")) {
                attachments.unseenPicture(found.detail);
            } else {
                unseen = true;
            }
            referred = false;
        }
    }

    private void tool(String type) {
        switch (type) {
            case "", "function", "custom" -> {}
            case "mcp" -> unseen = true;
            default -> tokens += A_VENDORS_TOOL;
        }
    }

    private void file(RequestPlace place, Found found, Range file) {
        boolean encoded = place != SOURCE || found.type.equals("base64");
        boolean picture = place == IMAGE || found.picture;
        if (!encoded) {
            text.addString(body, file.from, file.to);
        } else if (picture || place == MESSAGES) {
            attachments.picture(file.from, file.to, found.detail);
        } else {
            attachments.file(file.from, file.to, place == RequestPlace.AUDIO);
        }
    }

    private boolean isBase64(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Base64Text.isDigit(body[i])) {
                return false;
            }
        }
        return true;
    }

    private void skipBlanks() {
        while (at < body.length && BETWEEN.indexOf(body[at]) >= 0) {
            at++;
        }
    }

    /// What an object says before its end tells what it is.
    private static final class Found {
        String type = "";
        String detail = "";

        /// More than one where a member is given twice.
        final List<Range> files = new ArrayList<>(1);

        boolean picture;
        boolean refers;
    }

    private record Range(int from, int to) {}
}
