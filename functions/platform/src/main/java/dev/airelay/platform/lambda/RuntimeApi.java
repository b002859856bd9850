package dev.airelay.platform.lambda;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;

/// The Runtime API, version 2018-06-01, as a client sees it.
///
/// Source: <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html> and, for the restore
/// endpoints, <https://github.com/aws/aws-lambda-java-libs> (read 2026-11-21). Stateless, so any
/// number of threads may use it.
final class RuntimeApi {
    private static final Logger LOG = System.getLogger(RuntimeApi.class.getName());
    private static final String BASE = "/2018-06-01/runtime/";
    private static final List<Duration> NEXT_RETRIES =
            List.of(Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));
    private static final Duration REPORT_PATIENCE = Duration.ofSeconds(5);

    /// How the client waits between attempts.
    @FunctionalInterface
    interface Pause {
        void pause(Duration time) throws InterruptedException;
    }

    private final String address;
    private final Pause pause;

    RuntimeApi(String address, Pause pause) {
        this.address = address;
        this.pause = pause;
    }

    /// Blocks until there is work; an environment is frozen meanwhile. A failed connection is tried
    /// again after 50, 200 and 500 ms.
    ///
    /// @throws IOException when the connection keeps failing, or Lambda refuses: 403 says that this
    ///   process did something out of order, 500 that the container is lost
    Invocation next() throws IOException, InterruptedException {
        var delays = NEXT_RETRIES.iterator();
        while (true) {
            try {
                return Invocation.read(expect200(get("invocation/next"), "next"));
            } catch (RuntimeApiRefusal e) {
                throw e;
            } catch (IOException e) {
                if (!delays.hasNext()) {
                    throw e;
                }
                LOG.log(Level.WARNING, "asking for the next invocation failed, trying again", e);
                pause.pause(delays.next());
            }
        }
    }

    /// Blocks while Lambda takes the snapshot; returns in each environment restored from it.
    Answer restoreNext() throws IOException {
        return expect200(get("restore/next"), "restore/next");
    }

    /// Opens the connection for one streamed response; nothing is sent yet.
    ResponsePost openResponse(Invocation invocation) throws IOException {
        var head =
                post("invocation/" + invocation.requestId() + "/response")
                        + "Content-Type: application/vnd.awslambda.http-integration-response\r\n"
                        + "Lambda-Runtime-Function-Response-Mode: streaming\r\n"
                        + "Transfer-Encoding: chunked\r\n"
                        + "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n"
                        + echo(invocation)
                        + "Connection: close\r\n\r\n";
        return new ResponsePost(Connection.open(address), head);
    }

    /// Gives an invocation up; only while no response was opened for it, since Lambda would block
    /// both calls for ever.
    void invocationError(Invocation invocation, ErrorReport report) {
        report("invocation/" + invocation.requestId() + "/error", echo(invocation), report);
    }

    /// Reports a failure before the first invocation; the process exits next.
    void initError(ErrorReport report) {
        report("init/error", "", report);
    }

    /// Reports a failed hook after a restore; the process exits next.
    void restoreError(ErrorReport report) {
        report("restore/error", "", report);
    }

    private void report(String path, String extraFields, ErrorReport report) {
        var head =
                post(path)
                        + "Content-Type: application/json\r\n"
                        + "Lambda-Runtime-Function-Error-Type: "
                        + report.type()
                        + "\r\n"
                        + extraFields
                        + "Content-Length: "
                        + report.json().length
                        + "\r\n"
                        + "Connection: close\r\n\r\n";
        for (int attempt = 1; attempt <= 2; attempt++) {
            try (var connection = Connection.open(address)) {
                connection.send(head, report.json());
                var answer = connection.answer(REPORT_PATIENCE);
                if (answer.status() != 202) {
                    LOG.log(
                            Level.WARNING,
                            "{0} was refused: {1} {2}",
                            path,
                            answer,
                            answer.reason());
                }
                return;
            } catch (IOException e) {
                LOG.log(Level.WARNING, path + " could not be sent", e);
            }
        }
    }

    private Answer get(String path) throws IOException {
        try (var connection = Connection.open(address)) {
            connection.send(
                    "GET " + BASE + path + " HTTP/1.1\r\n" + host() + "Connection: close\r\n\r\n",
                    new byte[0]);
            return connection.answer();
        }
    }

    private static Answer expect200(Answer answer, String call) throws RuntimeApiRefusal {
        if (answer.status() != 200) {
            throw new RuntimeApiRefusal(call, answer);
        }
        return answer;
    }

    private String post(String path) {
        return "POST " + BASE + path + " HTTP/1.1\r\n" + host();
    }

    private String host() {
        return "Host: " + address + "\r\nUser-Agent: ai-relay\r\n";
    }

    private static String echo(Invocation invocation) {
        return invocation.echo().isEmpty()
                ? ""
                : "Lambda-Runtime-Invocation-Id: " + invocation.echo() + "\r\n";
    }
}
