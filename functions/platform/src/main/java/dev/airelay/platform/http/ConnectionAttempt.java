package dev.airelay.platform.http;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.http.Cancellation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The way to one new connection: resolve and check, connect, shake hands.
///
/// It runs on a platform thread of its own, for nothing can interrupt the system's resolver, and
/// who waits must be free to go when patience ends or the exchange is cut. The work that is left
/// behind then ends by itself.
final class ConnectionAttempt {
    private final Origin origin;
    private final AddressGuard guard;
    private final Supplier<SSLSocketFactory> tls;
    private final CompletableFuture<Connection> result = new CompletableFuture<>();
    private volatile @Nullable SocketChannel current;

    ConnectionAttempt(Origin origin, AddressGuard guard, Supplier<SSLSocketFactory> tls) {
        this.origin = origin;
        this.guard = guard;
        this.tls = tls;
    }

    /// Opens a connection, to the last of several addresses at the latest within `patience`.
    ///
    /// @throws RelayException with `UpstreamBroken(CONNECT)`, `UpstreamBroken(ADDRESS)` or
    ///   `UpstreamTimeout(CONNECT)`
    Connection await(Duration patience, Cancellation cancellation) {
        long end = System.nanoTime() + patience.toNanos();
        try (var _ = cancellation.onCancel(() -> abandon(broken(null)))) {
            Thread.ofPlatform().daemon().name("upstream-open").start(() -> run(end));
            try {
                return result.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                abandon(timeout(late));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                abandon(broken(interrupted));
            } catch (ExecutionException failed) {
                // The outcome says why.
            }
        }
        return outcome();
    }

    private Connection outcome() {
        try {
            return result.join();
        } catch (CompletionException failed) {
            throw switch (failed.getCause()) {
                case RelayException known -> known;
                case SocketTimeoutException late -> timeout(late);
                case null, default -> broken(failed.getCause());
            };
        }
    }

    /// Unless the connection is there already, fails the wait and closes what is being opened.
    private void abandon(RelayException why) {
        if (result.completeExceptionally(why)) {
            close(current);
        }
    }

    private void run(long end) {
        try {
            Connection connection = connect(guard.resolve(origin.host()), end);
            if (!result.complete(connection)) {
                connection.abort();
            }
        } catch (IOException | RuntimeException | Error failed) {
            result.completeExceptionally(failed);
        }
    }

    /// Tries one address after the other. Each but the last gets half of the time that is left, so
    /// that one which swallows packets leaves the others a chance.
    private Connection connect(List<InetAddress> addresses, long end) throws IOException {
        for (int i = 0; ; i++) {
            boolean last = i == addresses.size() - 1;
            long left = end - System.nanoTime();
            SocketChannel channel = SocketChannel.open();
            try {
                current = channel;
                if (result.isDone()) {
                    throw new IOException("abandoned");
                }
                return connect(channel, addresses.get(i), last ? left : left / 2);
            } catch (IOException | RuntimeException failed) {
                close(channel);
                if (last || result.isDone()) {
                    throw failed;
                }
            }
        }
    }

    private Connection connect(SocketChannel channel, InetAddress address, long nanos)
            throws IOException {
        var socket = channel.socket();
        socket.setTcpNoDelay(true);
        int millis = Math.clamp(TimeUnit.NANOSECONDS.toMillis(nanos), 1, Integer.MAX_VALUE);
        socket.connect(new InetSocketAddress(address, origin.port()), millis);
        if (!origin.tls()) {
            return new Connection(origin, channel, null);
        }
        var secure =
                (SSLSocket) tls.get().createSocket(socket, origin.tlsName(), origin.port(), true);
        var parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return new Connection(origin, channel, secure);
    }

    private static RelayException broken(@Nullable Throwable cause) {
        return new RelayException(new UpstreamBroken(UpstreamBroken.How.CONNECT), cause);
    }

    private static RelayException timeout(Exception cause) {
        return new RelayException(new UpstreamTimeout(UpstreamTimeout.Phase.CONNECT), cause);
    }

    private static void close(@Nullable SocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException gone) {
                // Closed is what it shall be.
            }
        }
    }
}
