package dev.airelay.local.server;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client that shows the bytes as they come: heads, single chunks, ends.
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    public RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /// Sends a request without a body; `fields` are whole lines.
    public RawClient ask(String method, String target, String... fields) throws IOException {
        var lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return send(method + " " + target + " HTTP/1.1\r\nHost: here\r\n" + lines + "\r\n");
    }

    public RawClient post(String target, String body) throws IOException {
        var length = body.getBytes(StandardCharsets.UTF_8).length;
        return send(
                "POST "
                        + target
                        + " HTTP/1.1\r\nHost: here\r\nContent-Length: "
                        + length
                        + "\r\n\r\n"
                        + body);
    }

    public Head head() throws IOException {
        var status = line();
        var fields = new TreeMap<String, List<String>>();
        for (var field = line(); !field.isEmpty(); field = line()) {
            var colon = field.indexOf(':');
            fields.computeIfAbsent(
                            field.substring(0, colon).toLowerCase(Locale.ROOT),
                            name -> new ArrayList<>())
                    .add(field.substring(colon + 1).strip());
        }
        return new Head(Integer.parseInt(status.split(" ", 3)[1]), fields);
    }

    /// One chunk as it was framed; empty for the last one.
    public String chunk() throws IOException {
        var size = Integer.parseInt(line(), 16);
        var data = exactly(size);
        line();
        return data;
    }

    /// The rest of a body, by whichever framing the head announces.
    public String body(Head head) throws IOException {
        if (head.fields().containsKey("content-length")) {
            return exactly(Integer.parseInt(head.field("content-length")));
        }
        var all = new StringBuilder();
        for (var piece = chunk(); !piece.isEmpty(); piece = chunk()) {
            all.append(piece);
        }
        return all.toString();
    }

    public String exactly(int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("Ended after " + bytes.length + " of " + count);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The next byte; -1 at the end of the connection.
    public int read() throws IOException {
        return in.read();
    }

    /// Waits a moment for an answer to begin.
    boolean hasAnswerWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        in.mark(1);
        try {
            boolean begun = in.read() >= 0;
            in.reset();
            return begun;
        } catch (SocketTimeoutException silence) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MS);
        }
    }

    /// Closes the sending half alone.
    public void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    /// Breaks the connection.
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException(
                        "Ended within a line: " + line.toString(StandardCharsets.UTF_8));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /// Status and fields, names in lower case, in one list each.
    public record Head(int status, Map<String, List<String>> fields) {
        public String field(String name) {
            return String.join(", ", fields.getOrDefault(name, List.of()));
        }
    }
}
