package dev.airelay.platform.lambda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.http.Cancellation;
import dev.airelay.http.Headers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who sends: the handler's thread while the socket takes everything, another from then on.
@Timeout(20)
class SendingTest {
    private static final Invocation INVOCATION =
            new Invocation("r1", "", Instant.MAX, "", new byte[0]);

    private static ResponseStream reply(FakeRuntimeApi api) {
        return new ResponseStream(
                new RuntimeApi(api.address(), _ -> {}),
                INVOCATION,
                new Cancellation(Instant.MAX),
                ByteBuffer.allocateDirect(StreamLimits.LAMBDA.queuedBytes()),
                StreamLimits.LAMBDA);
    }

    private static void send(ResponseStream reply, byte[] piece) throws IOException {
        reply.write(piece, 0, piece.length);
        reply.flush();
    }

    @Test
    void whatTheSocketTakesIsSentWhenTheFlushReturns() throws Exception {
        try (var api = new FakeRuntimeApi()) {
            var reply = reply(api);
            reply.start(200, Headers.none());
            for (int piece = 0; piece < 20; piece++) {
                send(reply, RunningEdge.utf8("data: " + piece + "\n\n"));
                assertEquals(0, reply.queued());
            }
            reply.end();
            var response = api.response();
            response.chunk();
            for (int piece = 0; piece < 20; piece++) {
                assertEquals("data: " + piece + "\n\n", response.chunk());
            }
        }
    }

    @Test
    void aPieceOfWhichTheSocketTakesAPartArrivesWholeAndOthersBehindIt() throws Exception {
        try (var api = new FakeRuntimeApi()) {
            api.reading.drainPermits();
            var reply = reply(api);
            var random = new Random(11);
            var sent = new ByteArrayOutputStream();
            reply.start(200, Headers.none());
            while (reply.queued() < 100_000) {
                var piece = new byte[1 + random.nextInt(30_000)];
                random.nextBytes(piece);
                send(reply, piece);
                sent.writeBytes(piece);
            }
            api.reading.release(Integer.MAX_VALUE / 2);
            reply.end();
            var response = api.response();
            response.chunk();
            var received = new ByteArrayOutputStream();
            while (received.size() < sent.size()) {
                received.writeBytes(FakeRuntimeApi.Await.next(response.chunks));
            }
            assertArrayEquals(sent.toByteArray(), received.toByteArray());
        }
    }
}
