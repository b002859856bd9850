package dev.airelay.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.local.lambda.EnvironmentState.Phase;
import dev.airelay.local.server.RawClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuntimeApiTest {
    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
    private static final String ROOT = "/2018-06-01/runtime/";

    private final EnvironmentState state = new EnvironmentState();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private int port;

    @BeforeEach
    void start() throws IOException {
        var settings =
                FunctionSettings.snapStart(
                        "tiny",
                        Path.of("unused.zip"),
                        Map.of("AWS_LAMBDA_EXEC_WRAPPER", "unused"),
                        1);
        var api =
                new RuntimeApi(
                        state,
                        settings.onDemand(),
                        "secret",
                        InstantSource.fixed(NOW),
                        warnings::add);
        var server = RuntimeApiServer.start(api);
        opened.add(server);
        port = Integer.parseInt(server.address().split(":", 2)[1]);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var each : opened) {
            each.close();
        }
    }

    private RawClient client() throws IOException {
        var client = new RawClient(port);
        opened.add(client);
        return client;
    }

    private Invocation invoke(RawClient runtime) throws Exception {
        runtime.ask("GET", ROOT + "invocation/next");
        state.await(Phase.READY);
        var invocation = new Invocation("id", "Root=1", "{\"a\":1}".getBytes(UTF_8));
        invocation.begin(NOW);
        state.invoke(invocation);
        return invocation;
    }

    @Test
    void credentialsNeedTheToken() throws Exception {
        var client = client();
        client.ask("GET", "/2021-04-23/credentials");
        var refused = client.head();
        assertEquals(401, refused.status());
        client.body(refused);
        client.ask("GET", "/2021-04-23/credentials", "Authorization: secret");
        var given = client.head();
        assertEquals(200, given.status());
        assertTrue(client.body(given).contains("\"Expiration\":\"2026-11-21T06:00:00Z\""));
    }

    @Test
    void whatIsNotThereIs404() throws Exception {
        var client = client();
        for (var path : List.of("/", ROOT + "restore/next", ROOT + "invocation/id/else")) {
            client.ask("GET", path);
            var head = client.head();
            assertEquals(404, head.status());
            client.body(head);
        }
    }

    @Test
    void theNextEventComesWithItsHeaders() throws Exception {
        var runtime = client();
        invoke(runtime);
        var head = runtime.head();
        assertEquals("id", head.field("lambda-runtime-aws-request-id"));
        assertEquals(Long.toString(NOW.toEpochMilli()), head.field("lambda-runtime-deadline-ms"));
        assertEquals("Root=1", head.field("lambda-runtime-trace-id"));
        assertEquals("invocation-id", head.field("lambda-runtime-invocation-id"));
        assertEquals("{\"a\":1}", runtime.body(head));
    }

    @Test
    void anotherRequestIdIsRefused() throws Exception {
        var runtime = client();
        invoke(runtime);
        runtime.body(runtime.head());
        runtime.post(ROOT + "invocation/other/response", "x");
        assertEquals(400, runtime.head().status());
    }

    @Test
    void slipsAreForgivenButNoted() throws Exception {
        var runtime = client();
        invoke(runtime);
        runtime.body(runtime.head());
        runtime.post(ROOT + "invocation/id/response", "x");
        assertEquals(202, runtime.head().status());
        assertEquals(
                List.of(
                        "the invocation id was not echoed",
                        "the response has no Content-Type",
                        "the response has no Lambda-Runtime-Function-Response-Mode: streaming"),
                warnings);
    }

    @Test
    void anErrorWhileTheResponseIsOpenIsRefusedAndNoted() throws Exception {
        var runtime = client();
        var invocation = invoke(runtime);
        runtime.body(runtime.head());
        var responding = client();
        responding.ask("POST", ROOT + "invocation/id/response", "Transfer-Encoding: chunked");
        invocation.take();
        runtime.post(ROOT + "invocation/id/error", "{}");
        assertEquals(403, runtime.head().status());
        assertTrue(warnings.getLast().contains("block for ever"), warnings.toString());
        assertEquals(Phase.RESPONDING, state.phase());
    }

    @Test
    void chunksKeepTheirBordersAndTrailersFollow() throws Exception {
        var runtime = client();
        var invocation = invoke(runtime);
        runtime.body(runtime.head());
        runtime.ask(
                "POST",
                ROOT + "invocation/id/response",
                "Transfer-Encoding: chunked",
                "Content-Type: a/b");
        runtime.send("1\r\na\r\n2\r\nbc\r\n0\r\nX-End: yes\r\n\r\n");
        assertEquals(new Invocation.Part.Head("a/b"), invocation.take());
        assertEquals("a", text(invocation.take()));
        assertEquals("bc", text(invocation.take()));
        assertEquals(new Invocation.Part.End(Map.of("x-end", "yes")), invocation.take());
        assertEquals(202, runtime.head().status());
    }

    @Test
    void aResponseThatBreaksOffFailsTheInvocationOnly() throws Exception {
        var runtime = client();
        var invocation = invoke(runtime);
        runtime.body(runtime.head());
        runtime.ask("POST", ROOT + "invocation/id/response", "Transfer-Encoding: chunked");
        invocation.take();
        runtime.close();
        assertEquals(new Invocation.Part.Failed("Runtime.TruncatedResponse"), invocation.take());
        assertEquals(Phase.RESPONDED, state.await(Phase.RESPONDED));
    }

    private static String text(Invocation.Part part) {
        return part instanceof Invocation.Part.Bytes piece
                ? new String(piece.bytes(), UTF_8)
                : part.toString();
    }
}
