package dev.airelay.platform.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Runs a handler on Lambda's managed Java runtime, which takes each answer in one piece. The same
/// handler streams behind [LambdaEdge]. Safe for use by many threads.
///
/// What it answers by itself has the form that the control plane gives its errors, since only
/// functions of the control plane run here.
public final class BufferedEdge {
    private static final Logger LOG = System.getLogger(BufferedEdge.class.getName());
    private static final JsonFactory JSON = new JsonFactory();

    private final InstantSource clock = InstantSource.system();
    private final Handler handler;

    public BufferedEdge(Handler handler) {
        this.handler = handler;
    }

    /// Handles one invocation, as the managed runtime hands it over.
    ///
    /// @param context absent where nobody names the invocation or ends it
    /// @throws IOException as the other one
    public void handle(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        if (context == null) {
            handle(in, out, "", Instant.MAX);
        } else {
            Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis());
            handle(in, out, context.getAwsRequestId(), deadline);
        }
    }

    /// Handles one invocation.
    ///
    /// @param in the event
    /// @param out gets the answer
    /// @param invocationId names the request when the event does not
    /// @param deadline when Lambda ends the invocation
    /// @throws IOException when the event cannot be read as JSON, and when the answer broke off or
    ///   cannot be written: Lambda reports each as a failure of the function
    public void handle(InputStream in, OutputStream out, String invocationId, Instant deadline)
            throws IOException {
        var reply = new BufferedReply();
        try {
            var cancellation = new Cancellation(deadline);
            answer(UrlEvent.read(in.readAllBytes(), invocationId, cancellation), reply);
        } catch (BadEventException e) {
            if (!e.readable()) {
                throw new IOException(e.getMessage(), e);
            }
            LOG.log(Level.WARNING, "invocation {0}: {1}", invocationId, e.getMessage());
            lastResort(reply, 400, "bad_event", "This is no HTTP request.", invocationId);
        }
        reply.writeTo(out);
    }

    private void answer(Request request, BufferedReply reply) throws IOException {
        try {
            handler.handle(request, reply);
            if (!reply.ended()) {
                LOG.log(Level.ERROR, "the handler left {0} without an end", request.requestId());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the handler of " + request.requestId() + " failed", e);
        }
        if (!reply.started()) {
            lastResort(
                    reply,
                    500,
                    "internal_error",
                    "Something went wrong on our side.",
                    request.requestId());
        }
    }

    private static void lastResort(
            BufferedReply reply, int status, String code, String message, String requestId)
            throws IOException {
        var body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(body)) {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("code", code);
            json.writeStringField("message", message);
            json.writeStringField("requestId", requestId);
            json.writeEndObject();
            json.writeEndObject();
        }
        reply.start(
                status,
                Headers.builder()
                        .set("content-type", "application/json; charset=utf-8")
                        .set("cache-control", "no-store")
                        .build());
        reply.write(body.toByteArray(), 0, body.size());
        reply.end();
    }
}
