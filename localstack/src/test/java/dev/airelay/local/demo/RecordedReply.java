package dev.airelay.local.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A reply that keeps the pieces as they were flushed; may have a reader that leaves.
final class RecordedReply implements Reply {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int patience;
    private final List<String> pieces = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private Headers headers = Headers.none();
    private int status;
    private boolean ended;
    private boolean torn;

    RecordedReply() {
        this(Integer.MAX_VALUE);
    }

    /// @param patience how many pieces the reader takes before it leaves
    RecordedReply(int patience) {
        this.patience = patience;
    }

    @Override
    public void start(int status, Headers headers) {
        assertFalse(started());
        this.status = status;
        this.headers = headers;
    }

    @Override
    public boolean started() {
        return status != 0;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        open.write(bytes, from, length);
    }

    @Override
    public void flush() throws IOException {
        if (pieces.size() == patience) {
            throw new IOException("The reader left");
        }
        pieces.add(open.toString(StandardCharsets.UTF_8));
        open.reset();
    }

    @Override
    public void end() throws IOException {
        if (open.size() > 0) {
            flush();
        }
        ended = true;
    }

    @Override
    public void fail(String errorType) {
        throw new AssertionError("The demo has no in-band failures");
    }

    @Override
    public void tear() {
        assertFalse(ended);
        torn = true;
    }

    int status() {
        return status;
    }

    Headers headers() {
        return headers;
    }

    List<String> pieces() {
        return pieces;
    }

    boolean ended() {
        return ended;
    }

    boolean torn() {
        return torn;
    }

    JsonNode json() {
        return parsed(String.join("", pieces));
    }

    /// The data of each event but `[DONE]`.
    List<JsonNode> events() {
        return pieces.stream()
                .map(piece -> piece.substring(piece.indexOf("data: ") + 6).strip())
                .filter(data -> !data.equals("[DONE]"))
                .map(RecordedReply::parsed)
                .toList();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }
}
