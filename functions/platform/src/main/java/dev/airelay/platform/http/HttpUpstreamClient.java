package dev.airelay.platform.http;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.failure.UpstreamFault.UpstreamTimeout;
import dev.airelay.http.Cancellation;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.upstream.UpstreamClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// Calls upstreams over HTTP/1.1, blocking, on connections that are kept for the next call.
///
/// The header fields go out as the caller set them, less those that frame the message ([#FRAMING]),
/// which are written here; nothing else is added. A failure that a cut of the cancellation causes
/// is `UpstreamBroken`: CONNECT while connecting, RESET or UNSENT before the head, CUT in the body.
/// A connection that the upstream closed while it rested is noticed before anything is sent, so
/// only one that is closed at the very moment of sending fails with RESET or UNSENT.
///
/// Cheap to construct; make a new one after a snapshot was restored. Safe for use by many threads.
public final class HttpUpstreamClient implements UpstreamClient, AutoCloseable {
    private static final Set<String> FRAMING =
            Set.of(
                    "host",
                    "content-length",
                    "transfer-encoding",
                    "connection",
                    "proxy-connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "upgrade",
                    "expect");

    /// Methods whose requests say so when they have no body.
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private static final UpstreamTimeout TOO_LATE =
            new UpstreamTimeout(UpstreamTimeout.Phase.FIRST_TOKEN);

    private final AddressGuard guard;
    private final Supplier<SSLContext> tls;
    private final Connections connections;
    private final ScheduledThreadPoolExecutor alarms;
    private final AtomicInteger openAnswers = new AtomicInteger();

    /// @param clock tells how long a connection has rested
    public HttpUpstreamClient(AddressGuard guard, InstantSource clock) {
        this(guard, clock, HttpUpstreamClient::systemTls);
    }

    /// @param tls says whom to trust; asked at each new connection
    public HttpUpstreamClient(AddressGuard guard, InstantSource clock, Supplier<SSLContext> tls) {
        this.guard = guard;
        this.tls = tls;
        connections = new Connections(clock);
        alarms =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("upstream-alarm").factory());
        alarms.setRemoveOnCancelPolicy(true);
    }

    @Override
    public UpstreamAnswer call(UpstreamCall call, Timeouts timeouts, Cancellation cancellation) {
        Origin origin = Origin.of(call.uri());
        ClassicHttpRequest request = request(call, origin);
        Connection connection = connections.take(origin);
        if (connection == null) {
            connection =
                    new ConnectionAttempt(origin, guard, () -> tls.get().getSocketFactory())
                            .await(timeouts.connect(), cancellation);
            connections.add(connection);
        }
        return exchange(connection, request, timeouts, cancellation);
    }

    private UpstreamAnswer exchange(
            Connection connection,
            ClassicHttpRequest request,
            Timeouts timeouts,
            Cancellation cancellation) {
        var claim = new Claim(connection, connections);
        var cutting = cancellation.onCancel(claim::drop);
        var alarm =
                alarms.schedule(
                        claim::expire, timeouts.firstToken().toNanos(), TimeUnit.NANOSECONDS);
        try {
            var head = connection.exchange(request);
            if (!claim.arrived()) {
                throw new SocketTimeoutException("the head came too late");
            }
            alarm.cancel(false);
            var answer =
                    new HttpAnswer(
                            claim,
                            head,
                            timeouts,
                            () -> {
                                cutting.close();
                                openAnswers.decrementAndGet();
                            });
            openAnswers.incrementAndGet();
            return answer;
        } catch (IOException | HttpException broken) {
            alarm.cancel(false);
            cutting.close();
            claim.drop();
            throw new RelayException(claim.expired() ? TOO_LATE : fault(broken), broken);
        }
    }

    private static UpstreamBroken fault(Exception broken) {
        return new UpstreamBroken(
                switch (broken) {
                    case Connection.UnsentException _ -> UpstreamBroken.How.UNSENT;
                    case MessageConstraintException _ -> UpstreamBroken.How.NONSENSE;
                    case IOException _ -> UpstreamBroken.How.RESET;
                    default -> UpstreamBroken.How.NONSENSE;
                });
    }

    private static ClassicHttpRequest request(UpstreamCall call, Origin origin) {
        String path = call.uri().getRawPath().isEmpty() ? "/" : call.uri().getRawPath();
        String query = call.uri().getRawQuery();
        var request =
                new BasicClassicHttpRequest(
                        call.method(), query == null ? path : path + "?" + query);
        request.setHeader(HttpHeaders.HOST, origin.authority());
        call.headers()
                .forEach((name, value) -> {
                    if (!FRAMING.contains(name)) {
                        request.setHeader(name, value);
                    }
                });
        long length = call.body().length();
        if (length > 0 || WITH_BODY.contains(call.method())) {
            request.setHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
            request.setEntity(new SplicedEntity(call.body()));
        }
        return request;
    }

    /// Loads and initialises what the first call needs, trust store included, without leaving this
    /// machine: meant to run before a snapshot is taken. Leaves nothing open.
    ///
    /// @throws IllegalStateException when TLS cannot be set up at all
    public void prime() {
        Priming.greet(tls.get());
        Priming.rehearse();
    }

    /// Resolves the name that a call to this address would resolve, which the JVM then remembers
    /// for as long as it is told to.
    ///
    /// @throws RelayException as a call to this address does
    public void lookUp(URI address) throws UnknownHostException {
        var _ = guard.resolve(Origin.of(address).host());
    }

    private static SSLContext systemTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException unusable) {
            throw new IllegalStateException("TLS is not usable", unusable);
        }
    }

    /// How many answers were handed out and not closed yet; zero when nobody leaks.
    public int openAnswers() {
        return openAnswers.get();
    }

    /// How many connections are open, in use or at rest.
    int openConnections() {
        return connections.open();
    }

    /// How many connections wait for their next call.
    int idleConnections() {
        return connections.idle();
    }

    /// Closes every connection at once, those in use too. Calls that still run fail; later ones
    /// throw [IllegalStateException].
    @Override
    public void close() {
        connections.close();
        alarms.shutdownNow();
    }
}
