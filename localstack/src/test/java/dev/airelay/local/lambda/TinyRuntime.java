package dev.airelay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A runtime as small as the protocol allows: it runs inside the emulated environment and acts by
/// the event's path.
final class TinyRuntime {
    private static final String PRELUDE =
            "{\"statusCode\":201,\"headers\":{\"content-type\":\"text/event-stream\"},\"cookies\":[\"a=1\",\"b=2\"]}"
                    + "\0".repeat(8);
    private static final String BUFFERED =
            "{\"statusCode\":201,\"headers\":{\"x-a\":\"1\"},\"cookies\":[\"a=1\",\"b=2\"],"
                    + "\"body\":\"aGVsbG8=\",\"isBase64Encoded\":true}";
    private static final String MODE =
            """
            Lambda-Runtime-Function-Response-Mode: streaming\r
            Trailer: Lambda-Runtime-Function-Error-Type\r
            """;
    private static final Pattern PATH = Pattern.compile("\"rawPath\":\"([^\"]*)\"");
    private static final Pattern SIGNAL = Pattern.compile("\"signal\":\"(\\d+)\"");

    private final String host;
    private final int port;

    private TinyRuntime(String api) {
        host = api.substring(0, api.indexOf(':'));
        port = Integer.parseInt(api.substring(api.indexOf(':') + 1));
    }

    private record Got(int status, Map<String, String> headers, String body) {}

    public static void main(String[] args) throws Exception {
        var runtime = new TinyRuntime(System.getenv("AWS_LAMBDA_RUNTIME_API"));
        System.out.println("leaked " + System.getenv().containsKey("HOME"));
        if ("error".equals(System.getenv("TINY_INIT"))) {
            runtime.post(
                    "init/error", "Lambda-Runtime-Function-Error-Type: Runtime.NoConfig\r\n", "{}");
            System.out.println("last line");
            Runtime.getRuntime().halt(1);
        }
        if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            System.out.println(
                    "before restore, key " + System.getenv().containsKey("AWS_ACCESS_KEY_ID"));
            System.out.println("restored " + runtime.get("restore/next").status());
        }
        while (true) {
            System.out.println("next");
            runtime.serve(runtime.get("invocation/next"));
        }
    }

    private void serve(Got event) throws Exception {
        var id = event.headers().getOrDefault("lambda-runtime-aws-request-id", "");
        var echo =
                "Lambda-Runtime-Invocation-Id: "
                        + event.headers().get("lambda-runtime-invocation-id")
                        + "\r\n";
        var found = PATH.matcher(event.body());
        var path = found.find() ? found.group(1) : "";
        switch (path) {
            case "/error" -> post("invocation/" + id + "/error", echo, "{}");
            case "/exit" -> Runtime.getRuntime().halt(3);
            case "/hang" -> awaitSignal(event.body());
            case "/background" -> {
                respond(id, echo, path, event.body());
                awaitSignal(event.body());
                System.out.println("after work");
            }
            case "/twice" -> {
                respond(id, echo, "/echo", event.body());
                System.out.println("second " + respond(id, echo, "/echo", event.body()));
            }
            case "/early" -> {
                System.out.println("early " + get("invocation/next").status());
                respond(id, echo, "/echo", event.body());
            }
            case "/mute" -> respond(id, "", "/echo", event.body());
            default ->
                    System.out.println(
                            "answered " + path + " " + respond(id, echo, path, event.body()));
        }
    }

    private int respond(String id, String echo, String path, String event) throws Exception {
        try (var socket = connect()) {
            var out = socket.getOutputStream();
            var type =
                    path.equals("/plain")
                            ? "text/plain"
                            : "application/vnd.awslambda.http-integration-response";
            var mode = echo.isEmpty() ? "" : MODE;
            send(
                    out,
                    "POST /2018-06-01/runtime/invocation/"
                            + id
                            + "/response HTTP/1.1\r\nHost: api\r\nContent-Type: "
                            + type
                            + "\r\n"
                            + mode
                            + "Transfer-Encoding: chunked\r\nConnection: close\r\n"
                            + echo
                            + "\r\n");
            write(out, path, event);
            return answer(socket.getInputStream()).status();
        }
    }

    private static void write(OutputStream out, String path, String event) throws Exception {
        switch (path) {
            case "/stream" -> {
                chunk(out, PRELUDE);
                chunk(out, "data: 1\n\n");
                awaitSignal(event);
                chunk(out, "data: 2\n\n");
            }
            case "/split" -> {
                chunk(out, PRELUDE.substring(0, 20));
                chunk(out, PRELUDE.substring(20, PRELUDE.length() - 3));
                chunk(out, PRELUDE.substring(PRELUDE.length() - 3) + "body");
            }
            case "/broken" -> {
                chunk(out, PRELUDE);
                chunk(out, "part");
                Runtime.getRuntime().halt(4);
            }
            case "/flood" -> {
                awaitSignal(event);
                chunk(out, PRELUDE);
                for (var i = 0; i < 500; i++) {
                    chunk(out, "x".repeat(100_000));
                }
            }
            case "/plain" -> chunk(out, "no prelude");
            case "/nonsense" -> chunk(out, "not json" + "\0".repeat(8) + "x");
            case "/empty" -> chunk(out, PRELUDE);
            case "/buffered" -> chunk(out, BUFFERED);
            case "/huge" -> {
                chunk(out, "{\"statusCode\":200,\"body\":\"");
                for (var i = 0; i < 70; i++) {
                    chunk(out, "x".repeat(100_000));
                }
                chunk(out, "\"}");
            }
            case "/large" -> {
                chunk(out, PRELUDE);
                chunk(out, "x".repeat(200_000));
            }
            default -> chunk(out, PRELUDE + event);
        }
        send(
                out,
                path.equals("/trailers")
                        ? "0\r\nLambda-Runtime-Function-Error-Type: X\r\n\r\n"
                        : "0\r\n\r\n");
    }

    private static void awaitSignal(String event) throws IOException {
        var found = SIGNAL.matcher(event);
        if (!found.find()) {
            throw new IOException("The event names no port");
        }
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(found.group(1)))) {
            System.out.println("signalled " + socket.getInputStream().read());
        }
    }

    private Got get(String call) throws IOException {
        try (var socket = connect()) {
            send(
                    socket.getOutputStream(),
                    "GET /2018-06-01/runtime/" + call + " HTTP/1.1\r\nHost: api\r\n\r\n");
            return answer(socket.getInputStream());
        }
    }

    private Got post(String call, String fields, String body) throws IOException {
        try (var socket = connect()) {
            send(
                    socket.getOutputStream(),
                    "POST /2018-06-01/runtime/"
                            + call
                            + " HTTP/1.1\r\nHost: api\r\n"
                            + fields
                            + "Content-Length: "
                            + body.length()
                            + "\r\n\r\n"
                            + body);
            return answer(socket.getInputStream());
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        send(out, Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    private static Got answer(InputStream stream) throws IOException {
        var in = new BufferedInputStream(stream);
        var status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var headers = new HashMap<String, String>();
        for (var field = line(in); !field.isEmpty(); field = line(in)) {
            var colon = field.indexOf(':');
            headers.put(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Got(status, headers, new String(in.readNBytes(length), UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The Runtime API hung up");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
