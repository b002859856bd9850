package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.DONE;
import static dev.airelay.relaying.Bodies.FIRST;
import static dev.airelay.relaying.Bodies.STREAMED;
import static dev.airelay.relaying.Bodies.USAGE;
import static dev.airelay.relaying.Bodies.WHOLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.coding.Packed;
import dev.airelay.failure.UpstreamFault.UpstreamBroken;
import dev.airelay.http.Headers;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Upstreams that compress although plain bytes were asked for.
class CodedAnswersTest {
    @AutoClose private final RelayWorld world = new RelayWorld();

    private static byte[] packed(String coding, String plain) {
        byte[] bytes = plain.getBytes(UTF_8);
        return switch (coding) {
            case "gzip" -> Packed.gzip(bytes);
            case "deflate" -> Packed.zlib(bytes);
            case "br" -> Packed.brotli(bytes);
            case "zstd" -> Packed.zstd(bytes);
            case "gzip, zstd" -> Packed.zstd(Packed.gzip(bytes));
            default -> throw new IllegalArgumentException(coding);
        };
    }

    private static Script coded(int status, String type, String coding, byte[] body) {
        var headers =
                Headers.builder()
                        .set("content-type", type)
                        .set("content-encoding", coding)
                        .set("content-length", Integer.toString(body.length));
        return Script.answer(status, headers.build(), body);
    }

    static Stream<Arguments> codingsAndCuts() {
        return Stream.of("gzip", "deflate", "br", "zstd", "gzip, zstd")
                .flatMap(coding ->
                        Stream.of(Cuts.whole(), Cuts.eachByte(), Cuts.random(3))
                                .map(cuts -> Arguments.of(coding, cuts)));
    }

    @ParameterizedTest
    @MethodSource("codingsAndCuts")
    void aWholeAnswerIsPassedOnAsText(String coding, Cuts cuts) {
        world.channel("up", Kind.OPENAI);
        Script script = coded(200, "application/json", coding, packed(coding, ANSWER)).cut(cuts);
        world.upstream().expect("up.test", script);

        var reply = world.post(CHAT, WHOLE).send();

        assertEquals(200, reply.status());
        assertEquals(ANSWER, reply.text());
        assertFalse(reply.headers().has("content-encoding"));
        assertEquals(3, world.usage().tokens().input());
    }

    @ParameterizedTest
    @MethodSource("codingsAndCuts")
    void aStreamIsPassedOnAsText(String coding, Cuts cuts) {
        world.channel("up", Kind.OPENAI);
        String stream = FIRST + USAGE + DONE;
        Script script = coded(200, "text/event-stream", coding, packed(coding, stream)).cut(cuts);
        world.upstream().expect("up.test", script);

        var reply = world.post(CHAT, STREAMED).send();

        assertEquals(stream, reply.text());
        assertTrue(reply.ended());
        assertFalse(reply.headers().has("content-encoding"));
        assertEquals(2, world.usage().tokens().output());
    }

    @ParameterizedTest
    @MethodSource("codingsAndCuts")
    void anErrorIsReadAndPassedOnAsText(String coding, Cuts cuts) {
        world.channel("up", Kind.OPENAI);
        String error = "{\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\"}}";
        Script script = coded(400, "application/json", coding, packed(coding, error)).cut(cuts);
        world.upstream().expect("up.test", script);

        var reply = world.post(CHAT, WHOLE).send();

        assertEquals(400, reply.status());
        assertTrue(reply.text().contains("too long"), reply::text);
        assertFalse(reply.headers().has("content-encoding"));
    }

    @Test
    void eachEventOfAStreamGoesOutWhenItWasFlushed() throws IOException {
        var sink = new ByteArrayOutputStream();
        var packing = new GZIPOutputStream(sink, 512, true);
        Deque<Integer> cuts = new ArrayDeque<>();
        int before = 0;
        for (String event : List.of(FIRST, FIRST, USAGE, DONE)) {
            packing.write(event.getBytes(UTF_8));
            packing.flush();
            cuts.add(sink.size() - before);
            before = sink.size();
        }
        packing.finish();
        Script script = coded(200, "text/event-stream", "gzip", sink.toByteArray());
        world.channel("up", Kind.OPENAI);
        world.upstream()
                .expect("up.test", script.cut(left -> cuts.isEmpty() ? left : cuts.remove()));

        var reply = world.post(CHAT, STREAMED).send();

        assertEquals(List.of(FIRST, FIRST, USAGE, DONE), reply.pieces());
    }

    static Stream<Arguments> undecodable() {
        byte[] gzip = packed("gzip", ANSWER);
        byte[] wrongSum = gzip.clone();
        wrongSum[wrongSum.length - 5] ^= 1;
        return Stream.of(
                Arguments.of("gzip", ANSWER.getBytes(UTF_8)),
                Arguments.of("gzip", wrongSum),
                Arguments.of("gzip", Arrays.copyOf(gzip, gzip.length - 9)),
                Arguments.of("br", gzip),
                Arguments.of("zstd", gzip),
                Arguments.of("lzma", gzip),
                Arguments.of("gzip", Packed.gzip(new byte[16 * 1024 * 1024])));
    }

    @ParameterizedTest
    @MethodSource("undecodable")
    void whatCannotBeDecodedIsTheUpstreamsFailure(String coding, byte[] body) {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(coded(200, "application/json", coding, body), Script.json(200, ANSWER));

        var reply = world.post(CHAT, WHOLE).send();

        assertEquals(200, reply.status());
        assertEquals("second", reply.header("x-proxy-provider"));
    }

    @ParameterizedTest
    @MethodSource("undecodable")
    void anErrorThatCannotBeDecodedStillHasItsStatus(String coding, byte[] body) {
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(coded(503, "application/json", coding, body), Script.json(200, ANSWER));

        assertEquals(200, world.post(CHAT, WHOLE).send().status());
        assertEquals("upstream_overloaded", world.failures().getFirst());
    }

    @Test
    void anUpstreamThatBreaksOffIsToldFromOneThatSendsNonsense() {
        byte[] gzip = packed("gzip", ANSWER);
        world.twoChannels(ChannelPolicy.USUAL);
        world.expect(
                coded(200, "application/json", "gzip", Arrays.copyOf(gzip, 20))
                        .thenFails(new UpstreamBroken(UpstreamBroken.How.RESET)),
                Script.json(200, ANSWER));

        assertEquals(200, world.post(CHAT, WHOLE).send().status());
        assertTrue(world.failures().getFirst().contains("reset"), world.failures()::toString);
    }
}
