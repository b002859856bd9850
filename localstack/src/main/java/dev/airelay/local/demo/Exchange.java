package dev.airelay.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/// One answer on its way out. Used by one thread.
final class Exchange {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Reply reply;
    private final Cancellation cancellation;
    private final Pacer pacer;
    private final Stamp stamp;

    /// What makes an answer recognisable.
    ///
    /// @param requestIdField the header field in which the provider sends its request id
    /// @param number differs from one exchange to the next, as sixteen digits
    /// @param seconds the moment of the answer, in Unix time
    record Stamp(String requestIdField, String number, long seconds) {}

    Exchange(Reply reply, Cancellation cancellation, Pacer pacer, Stamp stamp) {
        this.reply = reply;
        this.cancellation = cancellation;
        this.pacer = pacer;
        this.stamp = stamp;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// An id such as `chatcmpl-0000000000000007`, of which an answer has one a prefix.
    String id(String prefix) {
        return prefix + stamp.number();
    }

    long seconds() {
        return stamp.seconds();
    }

    /// Lets the time pass that the answer takes.
    void think(Answer answer) throws IOException {
        for (int index = 0; index < answer.tokens(); index++) {
            pace(index);
        }
    }

    /// Answers with one JSON document.
    void json(int status, JsonNode body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        reply.start(status, head("application/json"));
        reply.write(bytes, 0, bytes.length);
        reply.end();
    }

    /// Answers with server-sent events from here on.
    void startEvents() {
        reply.start(200, head("text/event-stream; charset=utf-8"));
    }

    /// One event without a name.
    void data(JsonNode data) throws IOException {
        write("data: ", JSON.writeValueAsBytes(data));
    }

    /// One event named as its `type`.
    void event(JsonNode data) throws IOException {
        var prefix = "event: " + data.path("type").asText() + "\ndata: ";
        write(prefix, JSON.writeValueAsBytes(data));
    }

    /// Makes an event of each piece of an answer, in time.
    void stream(Answer answer, PieceWriter writer) throws IOException {
        for (int index = 0; index < answer.tokens(); index++) {
            pace(index);
            writer.write(answer.pieces().get(index));
        }
    }

    void endWithDone() throws IOException {
        write("data: ", "[DONE]".getBytes(StandardCharsets.US_ASCII));
        reply.end();
    }

    void end() throws IOException {
        reply.end();
    }

    /// What turns a piece into an event.
    @FunctionalInterface
    interface PieceWriter {
        void write(String piece) throws IOException;
    }

    private void write(String prefix, byte[] data) throws IOException {
        var start = prefix.getBytes(StandardCharsets.US_ASCII);
        reply.write(start, 0, start.length);
        reply.write(data, 0, data.length);
        reply.write(new byte[] {'\n', '\n'}, 0, 2);
        reply.flush();
    }

    private void pace(int index) throws IOException {
        if (cancellation.reason().isPresent()) {
            throw new IOException("The exchange was cut");
        }
        try {
            pacer.awaitToken(index);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while pacing");
        }
    }

    private Headers head(String contentType) {
        return Headers.builder()
                .set("content-type", contentType)
                .set(stamp.requestIdField(), id("req_"))
                .build();
    }
}
