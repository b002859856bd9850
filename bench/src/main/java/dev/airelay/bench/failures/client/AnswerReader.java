package dev.airelay.bench.failures.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads one answer from a connection, event by event where it is a stream.
final class AnswerReader {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Ask ask;
    private final Answer answer;
    private final Socket socket;
    private final Meaning meaning;
    private final long endNanos;

    AnswerReader(Ask ask, Answer answer, Socket socket) {
        this.ask = ask;
        this.answer = answer;
        this.socket = socket;
        meaning = Meaning.of(ask.dialect());
        endNanos = System.nanoTime() + ask.patience().toNanos();
    }

    void read() {
        try {
            answer.ended(listen());
        } catch (SocketTimeoutException e) {
            answer.ended(Answer.Ending.SILENT);
        } catch (IOException | NumberFormatException e) {
            answer.ended(Answer.Ending.BROKEN);
        }
    }

    private Answer.Ending listen() throws IOException {
        patience();
        InputStream in = new BufferedInputStream(socket.getInputStream());
        String[] first = BodyReader.line(in).split(" ", 3);
        Map<String, String> headers = headers(in);
        answer.head(Integer.parseInt(first[1]), headers);
        var body = new BodyReader(in, headers);
        if (headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return events(body);
        }
        return whole(body);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new HashMap<String, String>();
        for (String field = BodyReader.line(in); !field.isEmpty(); field = BodyReader.line(in)) {
            String[] pair = field.split(":", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair.length < 2 ? "" : pair[1].strip());
        }
        return headers;
    }

    private Answer.Ending whole(BodyReader body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int c = body.read(); c >= 0; c = body.read()) {
            bytes.write(c);
            if (c == '\n') {
                patience();
            }
        }
        read(bytes.toString(UTF_8))
                .ifPresentOrElse(
                        json -> meaning.whole(json, answer),
                        () -> answer.nonsense(bytes.toString(UTF_8)));
        return Answer.Ending.PROPER;
    }

    /// Notation: https://html.spec.whatwg.org/multipage/server-sent-events.html (read 2026-11-21);
    /// here every event ends with a blank line, and one that does not never arrived.
    private Answer.Ending events(BodyReader body) throws IOException {
        var data = new StringBuilder();
        var line = new ByteArrayOutputStream();
        for (int c = body.read(); c >= 0; c = body.read()) {
            if (c != '\n') {
                line.write(c);
                continue;
            }
            patience();
            String text = line.toString(UTF_8).stripTrailing();
            line.reset();
            if (text.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n").append(text.substring(5).strip());
            } else if (text.isEmpty() && !data.isEmpty()) {
                event(data.toString());
                data.setLength(0);
                if (ask.enough().test(answer)) {
                    return Answer.Ending.LEFT;
                }
            }
        }
        return Answer.Ending.PROPER;
    }

    private void event(String data) {
        if (data.equals("[DONE]")) {
            meaning.done(answer);
            return;
        }
        read(data)
                .ifPresentOrElse(json -> meaning.event(json, answer), () -> answer.nonsense(data));
    }

    private static Optional<JsonNode> read(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void patience() throws IOException {
        long millis = (endNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no patience left");
        }
        socket.setSoTimeout((int) millis);
    }
}
