package dev.airelay.relaying;

import dev.airelay.failure.RelayException;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import dev.airelay.upstream.Timeouts;
import dev.airelay.upstream.UpstreamAnswer;
import dev.airelay.upstream.UpstreamCall;
import dev.airelay.upstream.UpstreamClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Upstreams that answer as they are told, host by host, and remember what they were sent.
///
/// As the port demands, a cut cancellation fails whoever calls or reads. A call that nobody wrote a
/// script for is an error of the test.
public final class ScriptedUpstream implements UpstreamClient {
    /// One request as it left the relay.
    public record Received(
            String method,
            URI uri,
            Headers headers,
            @SuppressWarnings("ArrayRecordComponent") byte[] body) {}

    private final Map<String, Deque<Script>> scripts = new HashMap<>();
    private final Map<String, Script> usual = new HashMap<>();
    private final List<Received> received = new ArrayList<>();
    private final List<Duration> hurried = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    /// The next calls to `host` go like this, in this order.
    public void expect(String host, Script... next) {
        scripts.computeIfAbsent(host, _ -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /// Every call to `host` for which nothing else is expected goes like this from now on.
    public void always(String host, Script script) {
        usual.put(host, script);
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /// How many answers were given.
    public int opened() {
        return opened.get();
    }

    /// How many answers nobody has closed.
    public int open() {
        return open.get();
    }

    /// Each time that an answer was told to hurry.
    public List<Duration> hurried() {
        return List.copyOf(hurried);
    }

    /// How many scripts nobody called for.
    public int unused() {
        return scripts.values().stream().mapToInt(Deque::size).sum();
    }

    @Override
    public UpstreamAnswer call(UpstreamCall call, Timeouts timeouts, Cancellation cancellation) {
        Script script = next(call);
        script.onCall().run();
        if (script.stays()) {
            awaitCut(cancellation);
        }
        failWhenCut(cancellation, UpstreamBroken.How.RESET);
        script.noAnswer()
                .ifPresent(fault -> {
                    throw new RelayException(fault);
                });
        opened.incrementAndGet();
        open.incrementAndGet();
        return new Answer(script, cancellation);
    }

    private synchronized Script next(UpstreamCall call) {
        received.add(new Received(call.method(), call.uri(), call.headers(), body(call)));
        Deque<Script> waiting = scripts.getOrDefault(call.uri().getHost(), new ArrayDeque<>());
        if (waiting.isEmpty() && usual.containsKey(call.uri().getHost())) {
            return usual.get(call.uri().getHost());
        }
        if (waiting.isEmpty()) {
            throw new AssertionError("nobody expected " + call + " at " + call.uri().getHost());
        }
        return waiting.remove();
    }

    private static byte[] body(UpstreamCall call) {
        var body = new ByteArrayOutputStream();
        try {
            call.body().writeTo(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (body.size() != call.body().length()) {
            throw new AssertionError("the announced length is not that of the body");
        }
        return body.toByteArray();
    }

    private static void awaitCut(Cancellation cancellation) {
        var cut = new CountDownLatch(1);
        try (var _ = cancellation.onCancel(cut::countDown)) {
            cut.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static void failWhenCut(Cancellation cancellation, UpstreamBroken.How how) {
        if (cancellation.reason().isPresent()) {
            throw new RelayException(new UpstreamBroken(how));
        }
    }

    private final class Answer implements UpstreamAnswer {
        private final Script script;
        private final Cancellation cancellation;
        private int at;
        private boolean closed;

        Answer(Script script, Cancellation cancellation) {
            this.script = script;
            this.cancellation = cancellation;
        }

        @Override
        public int status() {
            return script.status();
        }

        @Override
        public Headers headers() {
            return script.headers();
        }

        @Override
        public int read(byte[] buffer, int from, int length) {
            if (closed) {
                throw new AssertionError("read after close");
            }
            int left = script.body().length - at;
            if (left == 0) {
                script.onEnd().run();
            }
            failWhenCut(cancellation, UpstreamBroken.How.CUT);
            if (left == 0) {
                script.end()
                        .ifPresent(fault -> {
                            throw new RelayException(fault);
                        });
                return -1;
            }
            int piece = Math.min(length, script.cuts().next(left));
            System.arraycopy(script.body(), at, buffer, from, piece);
            at += piece;
            return piece;
        }

        @Override
        public void hurry(Duration patience) {
            hurried.add(patience);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open.decrementAndGet();
            }
        }
    }
}
