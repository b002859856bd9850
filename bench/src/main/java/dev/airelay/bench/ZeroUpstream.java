package dev.airelay.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/// An OpenAI Chat upstream that answers at once with bytes made beforehand: what is measured in
/// front of it is the cost of whatever stands in front of it.
final class ZeroUpstream implements AutoCloseable {
    private static final int CHUNKS = 20;
    private static final byte[] STREAM =
            ("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n"
                            + "transfer-encoding: chunked\r\n\r\n"
                            + chunks()
                            + "0\r\n\r\n")
                    .getBytes(UTF_8);
    private static final byte[] WHOLE = whole().getBytes(UTF_8);
    private static final byte[] BIG_HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
                    .getBytes(UTF_8);

    private final ServerSocket server;

    ZeroUpstream() throws IOException {
        server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("upstream").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The measurement is over.
        }
    }

    private static void serve(Socket socket) {
        byte[] buffer = new byte[64 * 1024];
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (String request = request(in, buffer);
                    !request.isEmpty();
                    request = request(in, buffer)) {
                if (request.contains("\"big\"")) {
                    big(out);
                } else {
                    out.write(request.contains("\"stream\":true") ? STREAM : WHOLE);
                }
            }
        } catch (IOException closed) {
            // The other side has gone; so do we.
        }
    }

    /// Reads one request; empty at the end of the connection.
    private static String request(InputStream in, byte[] buffer) throws IOException {
        int filled = 0;
        while (true) {
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return "";
            }
            filled += read;
            String text = new String(buffer, 0, filled, UTF_8);
            int head = text.indexOf("\r\n\r\n");
            if (head >= 0 && filled >= head + 4 + length(text)) {
                return text;
            }
        }
    }

    private static int length(String text) {
        int at = text.toLowerCase(Locale.ROOT).indexOf("content-length:");
        if (at < 0) {
            return 0;
        }
        int from = at + "content-length:".length();
        return Integer.parseInt(text.substring(from, text.indexOf('\r', from)).strip());
    }

    /// 200 MB of frames, a thousand to a write.
    private static void big(OutputStream out) throws IOException {
        byte[] thousand = chunk(frame("x".repeat(180)).repeat(1_000)).getBytes(UTF_8);
        out.write(BIG_HEAD);
        long sent = 0;
        while (sent < BigStream.BYTES) {
            out.write(thousand);
            sent += thousand.length;
        }
        out.write((chunk(last()) + "0\r\n\r\n").getBytes(UTF_8));
    }

    private static String chunks() {
        var chunks = new StringBuilder();
        for (int i = 0; i < CHUNKS; i++) {
            chunks.append(chunk(frame("token" + i)));
        }
        return chunks.append(chunk(last())).toString();
    }

    private static String last() {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},"
                + "\"finish_reason\":\"stop\"}]}\n\n"
                + "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"choices\":[],\"usage\":"
                + "{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}}\n\ndata: [DONE]\n\n";
    }

    private static String frame(String text) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"zero\","
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                + text
                + "\"},\"finish_reason\":null}]}\n\n";
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static String whole() {
        String body =
                "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1700000000,\"model\":\"zero\",\"choices\":"
                        + "[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                        + "word ".repeat(160)
                        + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":160,"
                        + "\"total_tokens\":170}}";
        return "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
