package dev.airelay.local.lambda;

import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import dev.airelay.local.lambda.Invocation.Part;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A function URL in streaming mode, without authentication.
///
/// Served by any edge that drives a [Handler]. It keeps the traps of the real one: a client that
/// leaves is not told to the function, trailers are dropped, what breaks off without them tears the
/// client's connection too, and a prelude without a single body byte hangs
/// (https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/95, read 2026-11-21).
/// How long the real one hangs differs; here it is `emptyBodyHang`, then 504.
public final class FunctionUrl implements Handler {
    private static final int EVENT_LIMIT = 6 * 1024 * 1024;

    private final FunctionPool pool;
    private final InstantSource clock;
    private final Supplier<UUID> ids;
    private final Duration emptyBodyHang;

    /// @param ids makes the request ids
    /// @param emptyBodyHang 30 seconds is what CloudFront waits by default
    public FunctionUrl(
            FunctionPool pool, InstantSource clock, Supplier<UUID> ids, Duration emptyBodyHang) {
        this.pool = pool;
        this.clock = clock;
        this.ids = ids;
        this.emptyBodyHang = emptyBodyHang;
    }

    @Override
    public void handle(Request request, Reply reply) {
        try {
            serve(request, reply);
        } catch (IOException clientGone) {
            // The edge knows already, and the function is not told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Request request, Reply reply) throws IOException, InterruptedException {
        var now = clock.instant();
        var id = ids.get().toString();
        var trace =
                "Root=1-%08x-%s"
                        .formatted(now.getEpochSecond(), id.replace("-", "").substring(0, 24));
        var event = UrlEvent.of(request, id, trace, now);
        if (event.length > EVENT_LIMIT) {
            BufferedUrl.answer(reply, 413, "{\"Message\":\"Request Entity Too Large\"}");
            return;
        }
        var invocation = new Invocation(id, trace, event);
        try {
            if (!pool.submit(invocation)) {
                BufferedUrl.answer(reply, 429, "{\"Message\":\"Rate Exceeded.\"}");
                return;
            }
        } catch (FunctionFailure e) {
            BufferedUrl.answer(reply, 502, "Internal Server Error");
            return;
        }
        try {
            new Answering(request, reply).follow(invocation);
        } finally {
            invocation.discard();
        }
    }

    /// One answer on its way from the function to the client.
    private final class Answering {
        private final Request request;
        private final Reply reply;
        private final Prelude prelude = new Prelude();
        private boolean preludeComplete;

        Answering(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        void follow(Invocation invocation) throws IOException, InterruptedException {
            var under = true;
            while (under) {
                under =
                        switch (invocation.take()) {
                            case Part.Head head -> begin(head.contentType());
                            case Part.Bytes piece -> pass(piece.bytes());
                            case Part.End ignored -> end();
                            case Part.Failed ignored -> fail();
                        };
            }
        }

        /// An answer of any other type than the HTTP integration's has no prelude and is passed on
        /// as it is.
        private boolean begin(String contentType) {
            if (!contentType.equalsIgnoreCase(Prelude.CONTENT_TYPE)) {
                preludeComplete = true;
                reply.start(200, Headers.of("content-type", "application/octet-stream"));
            }
            return true;
        }

        private boolean pass(byte[] piece) throws IOException {
            var body = piece;
            if (!preludeComplete) {
                try {
                    var rest = prelude.take(piece);
                    preludeComplete = rest.isPresent();
                    body = rest.orElse(new byte[0]);
                } catch (IOException noDelimiter) {
                    return fail();
                }
            }
            if (body.length == 0) {
                return true;
            }
            if (!reply.started() && !startFromPrelude()) {
                return fail();
            }
            reply.write(body, 0, body.length);
            reply.flush();
            return true;
        }

        private boolean startFromPrelude() {
            try {
                var head = prelude.head();
                reply.start(head.status(), head.headers());
                return true;
            } catch (IOException | IllegalArgumentException notAPrelude) {
                return false;
            }
        }

        private boolean end() throws IOException, InterruptedException {
            if (reply.started()) {
                reply.end();
            } else if (preludeComplete) {
                hang();
            } else {
                return fail();
            }
            return false;
        }

        private boolean fail() throws IOException {
            if (reply.started()) {
                reply.tear();
            } else {
                BufferedUrl.answer(reply, 502, "Internal Server Error");
            }
            return false;
        }

        private void hang() throws IOException, InterruptedException {
            var cut = new CountDownLatch(1);
            var registration = request.cancellation().onCancel(cut::countDown);
            var _ = cut.await(emptyBodyHang.toMillis(), TimeUnit.MILLISECONDS);
            registration.close();
            BufferedUrl.answer(reply, 504, "{\"message\":\"Gateway Timeout\"}");
        }
    }
}
