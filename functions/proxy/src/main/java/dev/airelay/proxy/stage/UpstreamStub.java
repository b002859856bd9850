package dev.airelay.proxy.stage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;

/// Stands in for every upstream, with TLS on one port and without on another.
final class UpstreamStub implements AutoCloseable {
    private static final UpstreamReply UNEXPECTED = UpstreamReply.whole(500, "{}");

    private final Loopback plain;
    private final Loopback tls;
    private final AtomicReference<Iterator<UpstreamReply>> replies =
            new AtomicReference<>(List.<UpstreamReply>of().iterator());

    UpstreamStub(ServerSocketFactory secure) throws IOException {
        plain = Loopback.open(this::serve);
        tls = Loopback.open(secure, this::serve);
    }

    String plain() {
        return "http://127.0.0.1:" + plain.port();
    }

    String tls() {
        return "https://127.0.0.1:" + tls.port();
    }

    /// What the next calls are answered with, in this order.
    void play(List<UpstreamReply> next) {
        replies.set(next.iterator());
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        boolean more = true;
        while (more && HttpMessage.read(in) != null) {
            more = next().write(out);
        }
    }

    private UpstreamReply next() {
        Iterator<UpstreamReply> left = replies.get();
        synchronized (left) {
            return left.hasNext() ? left.next() : UNEXPECTED;
        }
    }

    @Override
    public void close() {
        plain.close();
        tls.close();
    }
}
