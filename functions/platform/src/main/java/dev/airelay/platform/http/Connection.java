package dev.airelay.platform.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// One open connection to an upstream. One thread exchanges messages on it; any thread may
/// [#abort()] it.
///
/// It adds three things to what it inherits, because HttpCore 5.4.3 takes a head that breaks off
/// for a complete one, takes a last chunk that breaks off for a complete one, and needs a
/// millisecond to find out whether an idle connection is still alive.
final class Connection extends DefaultBHttpClientConnection {
    private static final Http1Config LIMITS =
            Http1Config.custom()
                    .setBufferSize(16 * 1024)
                    .setMaxLineLength(64 * 1024)
                    .setMaxHeaderCount(256)
                    .build();

    private final Origin origin;
    private final SocketChannel channel;
    private final HeadParser heads;
    private Duration rest = Duration.ZERO;
    private Instant usableUntil = Instant.MIN;

    /// @param tls the layer above the channel's socket; null when the origin is plain
    Connection(Origin origin, SocketChannel channel, @Nullable SSLSocket tls) throws IOException {
        var heads = new HeadParser();
        super(LIMITS, null, null, null, null, null, null, _ -> heads);
        this.origin = origin;
        this.channel = channel;
        this.heads = heads;
        bind(tls == null ? new Watched(channel.socket()) : new Watched(tls, channel.socket()));
    }

    Origin origin() {
        return origin;
    }

    /// Sends a request and waits for the final head of its answer.
    ///
    /// An upstream may answer and close before it has read the whole body (401, 413, 429); then
    /// sending fails while the answer is there to be read.
    ///
    /// @throws UnsentException when sending failed and there is no answer
    ClassicHttpResponse exchange(ClassicHttpRequest request) throws IOException, HttpException {
        rest = Duration.ZERO;
        setSocketTimeout(Timeout.INFINITE);
        try {
            sendRequestHeader(request);
            sendRequestEntity(request);
            flush();
        } catch (IOException notSent) {
            try {
                return receive(request);
            } catch (IOException | HttpException notAnswered) {
                notSent.addSuppressed(notAnswered);
                throw new UnsentException(notSent);
            }
        }
        ClassicHttpResponse head = receive(request);
        if (DefaultConnectionReuseStrategy.INSTANCE.keepAlive(
                request, head, HttpCoreContext.create())) {
            rest = KeepAlive.of(head);
        }
        return head;
    }

    private ClassicHttpResponse receive(ClassicHttpRequest request)
            throws IOException, HttpException {
        ClassicHttpResponse head;
        do {
            head = receiveResponseHeader();
        } while (head.getCode() < HttpStatus.SC_SUCCESS);
        if (MessageSupport.canResponseHaveBody(request.getMethod(), head)) {
            receiveResponseEntity(head);
        }
        return head;
    }

    /// The connection ended while the request was on its way.
    static final class UnsentException extends IOException {
        private static final long serialVersionUID = 1L;

        UnsentException(IOException cause) {
            super(cause);
        }
    }

    /// How long a read may wait for its first byte from now on.
    void patience(Duration perRead) {
        setSocketTimeout(Timeout.ofMilliseconds(Math.max(1, perRead.toMillis())));
    }

    /// Whether the upstream has ended its side, as far as reads have shown.
    boolean ended() {
        return heads.ended;
    }

    /// For how long the connection may wait for another call once the body was read to its end;
    /// zero when none may follow.
    Duration rest() {
        return heads.ended || heads.hasMore() ? Duration.ZERO : rest;
    }

    /// The end of the rest that begins now.
    void restFrom(Instant now) {
        usableUntil = now.plus(rest);
    }

    boolean expired(Instant now) {
        return !now.isBefore(usableUntil);
    }

    /// Whether a connection at rest can carry a call: the upstream has not closed it, and nothing
    /// arrived that nobody asked for (a closing alert of TLS, say). Does not wait.
    boolean alive() {
        try {
            channel.configureBlocking(false);
            int read = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return read == 0;
        } catch (IOException closed) {
            return false;
        }
    }

    /// Closes the socket at once by a reset, so that the upstream stops working for us whatever it
    /// thinks of half-closed connections. Never blocks; wakes whoever is blocked on it.
    void abort() {
        close(CloseMode.IMMEDIATE);
    }

    /// Notes the end of the stream for its connection.
    private final class Watched extends SocketHolder {
        Watched(Socket socket) {
            super(socket);
        }

        Watched(SSLSocket tls, Socket socket) {
            super(tls, socket);
        }

        @Override
        protected InputStream getInputStream(Socket socket) throws IOException {
            return new FilterInputStream(super.getInputStream(socket)) {
                @Override
                public int read(byte[] buffer, int from, int length) throws IOException {
                    int count = in.read(buffer, from, length);
                    heads.ended |= count < 0;
                    return count;
                }
            };
        }
    }

    /// Refuses heads that end with the stream instead of with their empty line.
    private static final class HeadParser extends DefaultHttpResponseParser {
        private @Nullable SessionInputBuffer buffer;
        private boolean ended;

        HeadParser() {
            super(LIMITS);
        }

        @Override
        public @Nullable ClassicHttpResponse parse(SessionInputBuffer from, InputStream stream)
                throws IOException, HttpException {
            buffer = from;
            ClassicHttpResponse head = null;
            try {
                head = super.parse(from, stream);
            } catch (HttpException | IllegalArgumentException nonsense) {
                if (!ended) {
                    throw new ProtocolException("The head of the answer is malformed", nonsense);
                }
            }
            if (ended) {
                throw new ConnectionClosedException("The head of the answer is incomplete");
            }
            return head;
        }

        boolean hasMore() {
            return buffer != null && buffer.length() > 0;
        }
    }
}
