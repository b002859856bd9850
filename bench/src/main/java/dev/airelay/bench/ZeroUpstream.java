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
import java.util.regex.Pattern;

/// An upstream of OpenAI's and Anthropic's dialects that answers at once with bytes made
/// beforehand: what is measured in front of it is the cost of whatever stands in front of it.
public final class ZeroUpstream implements AutoCloseable {
    private static final Pattern STREAMED = Pattern.compile("\"stream\"\\s*:\\s*true");

    private final ServerSocket server;

    public ZeroUpstream() throws IOException {
        server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("upstream").start(this::accept);
    }

    public int port() {
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
                    ZeroAnswers answers = ZeroAnswers.at(path(request));
                    out.write(
                            STREAMED.matcher(request).find() ? answers.stream() : answers.whole());
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

    private static String path(String request) {
        return request.substring(request.indexOf(' ') + 1, request.indexOf(" HTTP/"));
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
        byte[] thousand =
                ZeroAnswers.chunk(ZeroAnswers.chatFrame("x".repeat(180)).repeat(1_000))
                        .getBytes(UTF_8);
        out.write(ZeroAnswers.STREAM_HEAD.getBytes(UTF_8));
        long sent = 0;
        while (sent < BigStream.BYTES) {
            out.write(thousand);
            sent += thousand.length;
        }
        String last = ZeroAnswers.chunk(ZeroAnswers.lastChatFrames()) + ZeroAnswers.LAST_CHUNK;
        out.write(last.getBytes(UTF_8));
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
