package dev.airelay.platform.lambda;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One TCP connection to the Runtime API, for one exchange.
///
/// A new one each time costs under 0.1 ms on the loopback and leaves nothing to go stale while the
/// environment is frozen. Used by one thread; closing it from another ends whatever blocks on it.
final class Connection implements Closeable {
    private final SocketChannel channel;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    /// @param runtimeApi `host:port`; the name is resolved anew for each connection
    static Connection open(String runtimeApi) throws IOException {
        var uri = URI.create("http://" + runtimeApi);
        var channel = SocketChannel.open(new InetSocketAddress(uri.getHost(), uri.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Connection(channel);
    }

    void send(String head, byte[] body) throws IOException {
        send(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)), ByteBuffer.wrap(body));
    }

    /// Sends all that remains in the buffers, in one system call where the socket takes it.
    void send(ByteBuffer... parts) throws IOException {
        while (!offer(parts)) {
            // a blocking channel takes something each time
        }
    }

    /// Whether to wait when the socket takes no more; it does unless told otherwise.
    void waiting(boolean waits) throws IOException {
        channel.configureBlocking(waits);
    }

    /// Sends once what the socket takes of the buffers.
    ///
    /// @return whether it took all
    boolean offer(ByteBuffer... parts) throws IOException {
        long left = 0;
        for (var part : parts) {
            left += part.remaining();
        }
        return left == 0 || channel.write(parts) == left;
    }

    /// Waits for the answer for as long as it takes: `/next` blocks while the environment is
    /// frozen.
    Answer answer() throws IOException {
        return answer(Duration.ZERO);
    }

    /// @param patience how long the connection may stay silent; zero for ever
    Answer answer(Duration patience) throws IOException {
        channel.socket().setSoTimeout((int) patience.toMillis());
        return Answer.read(channel.socket().getInputStream());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
