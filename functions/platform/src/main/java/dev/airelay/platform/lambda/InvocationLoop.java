package dev.airelay.platform.lambda;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

/// Asks for an invocation, has it handled, and asks for the next one, until the Runtime API cannot
/// be talked to any more.
///
/// Whatever the handler does after it ended its reply (recording, reconciling) happens before the
/// next invocation is asked for: the environment is frozen while it waits for one. Source:
/// <https://aws.amazon.com/blogs/compute/running-code-after-returning-a-response-from-an-aws-lambda-function/>
/// (read 2026-11-21).
final class InvocationLoop implements Callable<Integer> {
    private static final Logger LOG = System.getLogger(InvocationLoop.class.getName());
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";
    private static final String INTERNAL_ERROR =
            "{\"error\":{\"message\":\"internal error\",\"type\":\"server_error\",\"code\":\"internal_error\"}}";
    private final RuntimeApi api;
    private final Handler handler;
    private final Watchdog watchdog;
    private final boolean tracing;
    private final ByteBuffer ring = ByteBuffer.allocateDirect(StreamLimits.LAMBDA.queuedBytes());

    /// @param tracing whether to publish the trace id as a system property, which only one loop in
    ///   the process may do
    InvocationLoop(RuntimeApi api, Handler handler, Watchdog watchdog, boolean tracing) {
        this.api = api;
        this.handler = handler;
        this.watchdog = watchdog;
        this.tracing = tracing;
    }

    /// @return the exit code of the process
    @Override
    public Integer call() {
        try {
            boolean more;
            do {
                more = serveNext();
            } while (more);
            LOG.log(Level.ERROR, "Lambda has lost the container");
        } catch (IOException e) {
            LOG.log(Level.ERROR, "no further invocation can be had", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Halt.BROKEN;
    }

    /// @return whether there can be another one
    /// @throws IOException when there is none to be had
    boolean serveNext() throws IOException, InterruptedException {
        return serve(api.next());
    }

    private boolean serve(Invocation invocation) {
        boolean traced = tracing && !invocation.traceId().isEmpty();
        if (traced) {
            System.setProperty(TRACE_PROPERTY, invocation.traceId());
        }
        var cancellation = new Cancellation(invocation.deadline());
        var reply = new ResponseStream(api, invocation, cancellation, ring, StreamLimits.LAMBDA);
        try (var _ = watchdog.watch(cancellation, reply::sever)) {
            answer(invocation, cancellation, reply);
        } finally {
            if (traced) {
                System.clearProperty(TRACE_PROPERTY);
            }
        }
        return !reply.containerLost();
    }

    private void answer(Invocation invocation, Cancellation cancellation, ResponseStream reply) {
        try {
            var request = UrlEvent.read(invocation.event(), invocation.requestId(), cancellation);
            handler.handle(request, reply);
            if (!reply.ended()) {
                LOG.log(Level.ERROR, "the handler left {0} without an end", invocation);
            }
        } catch (BadEventException e) {
            LOG.log(Level.WARNING, "{0}: {1}", invocation, e.getMessage());
            lastResort(invocation, reply, 400, badEvent(e));
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "the handler of " + invocation + " failed", e);
        }
        if (!reply.started()) {
            lastResort(invocation, reply, 500, INTERNAL_ERROR);
        } else if (!reply.ended()) {
            giveUp(invocation, reply);
        }
    }

    private static String badEvent(BadEventException e) {
        return "{\"error\":{\"message\":\""
                + e.getMessage()
                + "\",\"type\":\"invalid_request_error\",\"code\":\"bad_event\"}}";
    }

    private void giveUp(Invocation invocation, ResponseStream reply) {
        reply.tear();
        if (reply.neverSent()) {
            var report = ErrorReport.of("Runtime.HandlerError", "the handler left its reply open");
            api.invocationError(invocation, report);
        }
    }

    private void lastResort(Invocation invocation, ResponseStream reply, int status, String json) {
        try {
            var body = json.getBytes(StandardCharsets.UTF_8);
            reply.start(status, Headers.of("content-type", "application/json"));
            reply.write(body, 0, body.length);
            reply.end();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "{0} got no answer: {1}", invocation, e.getMessage());
            if (reply.neverSent()) {
                api.invocationError(invocation, ErrorReport.of("Runtime.ResponseError", e));
            }
        }
    }
}
