package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RehearsedInvocationsTest {
    private static final Handler ECHO =
            (request, reply) -> {
                byte[] path = request.path().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                try {
                    reply.start(200, Headers.of("content-type", "text/plain"));
                    reply.write(path, 0, path.length);
                    reply.end();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };

    @Test
    void servesOneInvocationAtATimeAndAsksForNoOther() throws Exception {
        try (var api = new FakeRuntimeApi();
                var invocations = new RehearsedInvocations(api.address(), ECHO)) {
            for (String path : List.of("/first", "/second")) {
                api.nexts.add(invocation(path));
                invocations.serveOne();
                assertTrue(api.response().rest().endsWith(path));
            }
            assertEquals(2, api.journal.stream().filter("GET invocation/next"::equals).count());
        }
    }

    @Test
    void saysWhenThereIsNoInvocationToBeHad() throws Exception {
        try (var api = new FakeRuntimeApi();
                var invocations = new RehearsedInvocations(api.address(), ECHO)) {
            api.nexts.add(FakeRuntimeApi.status(403, "", "{}"));
            assertThrows(IOException.class, invocations::serveOne);
        }
    }

    private static FakeRuntimeApi.Script invocation(String path) {
        long deadline = InstantSource.system().instant().plusSeconds(600).toEpochMilli();
        return FakeRuntimeApi.status(
                200,
                "Lambda-Runtime-Aws-Request-Id: r\r\nLambda-Runtime-Deadline-Ms: "
                        + deadline
                        + "\r\n",
                RunningEdge.get(path));
    }
}
