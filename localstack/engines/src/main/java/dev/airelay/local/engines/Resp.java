package dev.airelay.local.engines;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.SocketFactory;

/// One connection to Redis that can send a command and read a plain reply: as much of the protocol
/// (RESP 2) as setting up a cluster takes.
final class Resp implements AutoCloseable {
    private static final int PATIENCE_MS = 5_000;

    private final Socket socket;
    private final InputStream in;

    Resp(SocketFactory sockets, int port) throws IOException {
        socket = sockets.createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// @return the reply as text: a status, a number or a bulk string
    /// @throws IOException with Redis' own words when it refuses
    String call(List<String> command) throws IOException {
        var text = new StringBuilder("*" + command.size() + "\r\n");
        for (var word : command) {
            text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
        }
        socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.US_ASCII));
        var reply = line();
        return switch (reply.charAt(0)) {
            case '+', ':' -> reply.substring(1);
            case '$' -> {
                var bulk = in.readNBytes(Integer.parseInt(reply.substring(1)));
                line();
                yield new String(bulk, StandardCharsets.UTF_8);
            }
            default -> throw new IOException("Redis refused " + command.getFirst() + ": " + reply);
        };
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("Redis closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
