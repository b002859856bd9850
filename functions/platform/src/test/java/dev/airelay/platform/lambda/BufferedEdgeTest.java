package dev.airelay.platform.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.Handler;
import dev.airelay.http.Headers;
import dev.airelay.http.Reply;
import dev.airelay.http.Request;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BufferedEdgeTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A handler's way to answer, which may fail.
    private interface Answering {
        void answer(Request request, Reply reply) throws IOException;
    }

    private static Handler handler(Answering answering) {
        return (request, reply) -> {
            try {
                answering.answer(request, reply);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static JsonNode call(Answering answering, String event) throws IOException {
        var out = new ByteArrayOutputStream();
        new BufferedEdge(handler(answering))
                .handle(new ByteArrayInputStream(event.getBytes(UTF_8)), out, "inv-1", Instant.MAX);
        return JSON.readTree(out.toByteArray());
    }

    private static JsonNode call(Answering answering) throws IOException {
        return call(answering, RunningEdge.get("/"));
    }

    private static void say(Reply reply, String... pieces) throws IOException {
        reply.start(201, Headers.builder().add("x-a", "b").add("set-cookie", "c=d").build());
        for (String piece : pieces) {
            reply.write(piece.getBytes(UTF_8), 0, piece.getBytes(UTF_8).length);
            reply.flush();
        }
        reply.end();
    }

    @Test
    void piecesBecomeOneAnswer() throws Exception {
        var answer = call((_, reply) -> say(reply, "h\u00e9", "", "llo"));
        assertEquals(201, answer.path("statusCode").asInt());
        assertEquals("b", answer.at("/headers/x-a").asText());
        assertFalse(answer.path("headers").has("set-cookie"));
        assertEquals("c=d", answer.at("/cookies/0").asText());
        assertEquals("h\u00e9llo", answer.path("body").asText());
        assertFalse(answer.path("isBase64Encoded").booleanValue());
        assertEquals("", call((_, reply) -> say(reply)).path("body").textValue());
    }

    @Test
    void bytesThatAreNoTextGoAsBase64() throws Exception {
        byte[] bytes = {(byte) 0xff, 0, 'x'};
        var answer =
                call((_, reply) -> {
                    reply.start(200, Headers.none());
                    reply.write(bytes, 0, bytes.length);
                    reply.end();
                });
        assertTrue(answer.path("isBase64Encoded").booleanValue());
        assertArrayEquals(bytes, Base64.getDecoder().decode(answer.path("body").asText()));
        assertEquals("application/octet-stream", answer.at("/headers/content-type").asText());
    }

    @Test
    void aHandlerThatDoesNotAnswerIsA500() throws Exception {
        for (Answering wrong :
                new Answering[] {
                    (_, _) -> {},
                    (_, _) -> {
                        throw new IllegalStateException("secret");
                    },
                    (_, reply) -> reply.start(99, Headers.none()),
                    (_, reply) -> reply.start(200, Headers.of("x", "a\r\nb: c"))
                }) {
            var answer = call(wrong);
            assertEquals(500, answer.path("statusCode").asInt());
            assertEquals("no-store", answer.at("/headers/cache-control").asText());
            assertEquals(
                    "{\"error\":{\"code\":\"internal_error\","
                            + "\"message\":\"Something went wrong on our side.\","
                            + "\"requestId\":\"inv-1\"}}",
                    answer.path("body").asText());
        }
    }

    @Test
    void anAnswerThatBrokeOffIsAFailureOfTheFunction() {
        for (Answering wrong :
                new Answering[] {
                    (_, reply) -> reply.start(200, Headers.none()),
                    (_, reply) -> {
                        reply.start(200, Headers.none());
                        reply.write(new byte[9], 0, 9);
                        reply.tear();
                    },
                    (_, reply) -> {
                        reply.start(200, Headers.none());
                        throw new IllegalStateException("in the middle");
                    }
                }) {
            assertThrows(IOException.class, () -> call(wrong));
        }
    }

    @Test
    void anAnswerThatSaysItselfThatItFailedIsPassedOn() throws Exception {
        var answer =
                call((_, reply) -> {
                    reply.start(200, Headers.none());
                    reply.write(new byte[] {'e'}, 0, 1);
                    reply.fail("Runtime.StreamError");
                    reply.tear();
                });
        assertEquals("e", answer.path("body").asText());
    }

    @Test
    void aReplyIsUsedInItsOrder() throws Exception {
        var answer =
                call((_, reply) -> {
                    assertThrows(IllegalStateException.class, () -> reply.write(new byte[1], 0, 1));
                    say(reply, "x");
                    assertThrows(
                            IllegalStateException.class, () -> reply.start(200, Headers.none()));
                    assertThrows(IllegalStateException.class, () -> reply.write(new byte[1], 0, 1));
                    assertThrows(IllegalStateException.class, reply::end);
                });
        assertEquals("x", answer.path("body").asText());
    }

    @Test
    @Timeout(20)
    void theStreamingEdgeHandsTheSameRequestToTheSameHandler() throws Exception {
        Answering describing =
                (request, reply) ->
                        say(
                                reply,
                                request
                                        + "?"
                                        + request.query()
                                        + " "
                                        + request.headers().first("x").orElse("")
                                        + " "
                                        + request.clientAddress()
                                        + " "
                                        + request.requestId()
                                        + " "
                                        + new String(request.body(), UTF_8));
        var event =
                "{\"rawPath\":\"/p\",\"rawQueryString\":\"a=b\",\"headers\":{\"X\":\"y\"},"
                        + "\"body\":\"aMOp\",\"isBase64Encoded\":true,\"requestContext\":"
                        + "{\"requestId\":\"r\",\"http\":{\"method\":\"PUT\",\"sourceIp\":\"::1\"}}}";
        var expected = "PUT /p?a=b y ::1 r h\u00e9";
        assertEquals(expected, call(describing, event).path("body").asText());
        try (var edge = RunningEdge.onDemand(_ -> handler(describing))) {
            edge.invoke(event);
            assertTrue(edge.api.response().rest().endsWith("\0" + expected));
        }
    }
}
