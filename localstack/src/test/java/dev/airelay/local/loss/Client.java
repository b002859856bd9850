package dev.airelay.local.loss;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.airelay.local.server.RawClient;
import dev.airelay.local.server.RawClient.Head;
import dev.airelay.secret.Secret;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;

/// Asks a relay as an application would, and keeps what it got of answers that break.
record Client(int port, Secret key) {
    enum Dialect {
        OPENAI("/v1/chat/completions"),
        ANTHROPIC("/v1/messages");

        private final String path;

        Dialect(String path) {
            this.path = path;
        }
    }

    /// @param whole whether the body had its proper end
    record Answer(Head head, String body, boolean whole) {
        int status() {
            return head.status();
        }
    }

    Answer ask(Dialect dialect, String model, boolean streamed) throws IOException {
        try (RawClient connection = send(dialect, model, streamed)) {
            return read(connection);
        }
    }

    Answer chat(String model) throws IOException {
        return ask(Dialect.OPENAI, model, false);
    }

    /// Sends a request and leaves the answer to the caller.
    RawClient send(Dialect dialect, String model, boolean streamed) throws IOException {
        String body =
                "{\"model\":\""
                        + model
                        + "\",\"stream\":"
                        + streamed
                        + ",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}";
        return send(dialect.path, body);
    }

    /// Sends a request and leaves the answer to the caller.
    RawClient send(String path, String body) throws IOException {
        return new RawClient(port)
                .send(
                        "POST "
                                + path
                                + " HTTP/1.1\r\nHost: here\r\nx-api-key: "
                                + key.reveal()
                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.getBytes(UTF_8).length
                                + "\r\n\r\n"
                                + body);
    }

    static Answer read(RawClient connection) throws IOException {
        Head head = connection.head();
        if (head.fields().containsKey("content-length")) {
            return new Answer(head, connection.body(head), true);
        }
        var all = new StringBuilder();
        try {
            for (String piece = connection.chunk(); !piece.isEmpty(); piece = connection.chunk()) {
                all.append(piece);
            }
            return new Answer(head, all.toString(), true);
        } catch (EOFException | SocketException broken) {
            return new Answer(head, all.toString(), false);
        }
    }
}
