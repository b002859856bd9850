package dev.airelay.proxy.stage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;

/// Stands in for the Runtime API, as far as a function that is warm uses it.
final class RuntimeApiStub implements AutoCloseable {
    private static final Pattern STATUS = Pattern.compile("\"statusCode\":(\\d{3})");
    private static final Duration TIME = Duration.ofMinutes(1);
    private static final int LONGEST_PRELUDE = 8 * 1024;
    private static final int NONE = 0;

    private final InstantSource clock;
    private final Loopback port;
    private volatile byte[] event = new byte[0];
    private volatile int status = NONE;

    RuntimeApiStub(InstantSource clock) throws IOException {
        this.clock = clock;
        port = Loopback.open(this::serve);
    }

    /// Host and port.
    String address() {
        return "127.0.0.1:" + port.port();
    }

    /// Hands out this event from now on.
    void invoke(byte[] next) {
        status = NONE;
        event = next;
    }

    /// What the last event was answered with; zero when it was not.
    int status() {
        return status;
    }

    private void serve(InputStream in, OutputStream out) throws IOException {
        for (var asked = HttpMessage.read(in); asked != null; asked = HttpMessage.read(in)) {
            if (asked.line().startsWith("GET ")) {
                HttpMessage.answer(out, "200 OK", fields(), event);
            } else {
                var prelude = STATUS.matcher(start(asked.body()));
                status = prelude.find() ? Integer.parseInt(prelude.group(1)) : NONE;
                HttpMessage.answer(out, "202 Accepted", "", "{}".getBytes(UTF_8));
            }
        }
    }

    private static String start(byte[] body) {
        return new String(body, 0, Math.min(body.length, LONGEST_PRELUDE), ISO_8859_1);
    }

    private String fields() {
        return "content-type: application/json\r\n"
                + "lambda-runtime-aws-request-id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n"
                + "lambda-runtime-invocation-id: 1\r\n"
                + "lambda-runtime-trace-id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0\r\n"
                + "lambda-runtime-invoked-function-arn: arn:aws:lambda:stage\r\n"
                + "lambda-runtime-deadline-ms: "
                + clock.instant().plus(TIME).toEpochMilli()
                + "\r\n";
    }

    @Override
    public void close() {
        port.close();
    }
}
