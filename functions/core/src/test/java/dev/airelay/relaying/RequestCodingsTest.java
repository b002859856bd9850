package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.coding.Packed;
import dev.airelay.http.BodyException;
import dev.airelay.http.Content;
import dev.airelay.upstream.Kind;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that clients have packed.
class RequestCodingsTest {
    private static final byte[] PLAIN =
            "{ \"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"größer 🌍\"}]}"
                    .getBytes(UTF_8);

    @AutoClose private final RelayWorld world = new RelayWorld();

    static Stream<Arguments> packages() {
        return Stream.of(CHAT, MESSAGES, RESPONSES)
                .flatMap(path ->
                        Stream.of(
                                Arguments.of(path, "gzip", Packed.gzip(PLAIN)),
                                Arguments.of(path, "x-gzip", Packed.gzip(PLAIN)),
                                Arguments.of(path, "deflate", Packed.zlib(PLAIN)),
                                Arguments.of(path, "deflate", Packed.deflated(PLAIN)),
                                Arguments.of(path, "br", Packed.brotli(PLAIN)),
                                Arguments.of(path, "zstd", Packed.zstd(PLAIN)),
                                Arguments.of(path, "identity", PLAIN),
                                Arguments.of(path, "gzip, br", Packed.brotli(Packed.gzip(PLAIN))),
                                Arguments.of(path, "zstd,GZIP", Packed.gzip(Packed.zstd(PLAIN)))));
    }

    @ParameterizedTest
    @MethodSource("packages")
    void travelOnAsTheyWereBeforeTheyWerePacked(String path, String coding, byte[] body) {
        world.channel("up", path.equals(MESSAGES) ? Kind.ANTHROPIC : Kind.OPENAI);
        world.upstream().expect("up.test", Script.json(200, ANSWER));

        var reply = world.post(path, "").header("content-encoding", coding).body(body).send();

        assertEquals(200, reply.status(), reply::text);
        var received = world.upstream().received().getFirst();
        assertArrayEquals(PLAIN, received.body());
        assertFalse(received.headers().has("content-encoding"));
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, MESSAGES, RESPONSES})
    void whatWasUnpackedNeedsRoomAtTheCarrier(String path) {
        var asked = new AtomicLong();
        Content full =
                new Content() {
                    @Override
                    public byte[] bytes() {
                        return Packed.zstd(PLAIN);
                    }

                    @Override
                    public void takeRoom(long bytes) {
                        asked.set(bytes);
                        throw new BodyException(BodyException.Why.NO_ROOM);
                    }
                };

        var reply = world.post(path, "").header("content-encoding", "zstd").body(full).send();

        assertEquals(503, reply.status(), reply::text);
        assertEquals(PLAIN.length, asked.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, MESSAGES, RESPONSES})
    void anUnknownCodingIsNamedAndThoseThatAreTakenToo(String path) {
        var reply =
                world.post(path, "").header("content-encoding", "gzip, lzma").body(PLAIN).send();

        assertEquals(415, reply.status());
        assertTrue(reply.text().contains("lzma"), reply::text);
        assertEquals("gzip, deflate, br, zstd", reply.header("accept-encoding"));
    }

    static Stream<Arguments> nonsense() {
        byte[] gzip = Packed.gzip(PLAIN);
        byte[] zstd = Packed.zstd(PLAIN);
        return Stream.of(
                Arguments.of("gzip", PLAIN),
                Arguments.of("gzip", java.util.Arrays.copyOf(gzip, gzip.length - 1)),
                Arguments.of("gzip", new byte[0]),
                Arguments.of("zstd", java.util.Arrays.copyOf(zstd, zstd.length / 2)),
                Arguments.of("zstd", gzip),
                Arguments.of("br", gzip),
                Arguments.of("deflate", PLAIN),
                Arguments.of("deflate", Packed.joined(Packed.zlib(PLAIN), new byte[] {1})));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void whatIsNotWhatItsCodingSaysIsTheClientsMistake(String coding, byte[] body) {
        var reply = world.post(CHAT, "").header("content-encoding", coding).body(body).send();

        assertEquals(400, reply.status());
        assertTrue(reply.text().contains(coding), reply::text);
    }

    @Test
    void aBombIsTooLarge() {
        byte[] bomb = Packed.gzip(new byte[32 * 1024 * 1024]);
        var once = world.post(CHAT, "").header("content-encoding", "gzip").body(bomb);
        var twice = world.post(CHAT, "").header("content-encoding", "gzip, gzip");

        assertEquals(413, once.send().status());
        assertEquals(413, twice.body(Packed.gzip(bomb)).send().status());
    }

    @Test
    void whatUnfoldsBeyondTheBoundIsTooLargeWhateverItsRatio() {
        var noise = new byte[13 * 1024 * 1024];
        new Random(1).nextBytes(noise);
        var text = new StringBuilder("{\"model\":\"m\",\"input\":\"");
        for (byte b : noise) {
            text.append((char) ('a' + (b & 7)));
        }
        byte[] plain = text.append("\"}").toString().getBytes(UTF_8);
        byte[] larger = Packed.joined(plain, "x".repeat(4 * 1024 * 1024).getBytes(UTF_8));
        world.channel("up", Kind.OPENAI);
        world.upstream().expect("up.test", Script.json(200, ANSWER));

        var taken = world.post(RESPONSES, "").header("content-encoding", "gzip");
        var refused = world.post(RESPONSES, "").header("content-encoding", "gzip");

        assertEquals(200, taken.body(Packed.gzip(plain)).send().status());
        assertEquals(413, refused.body(Packed.gzip(larger)).send().status());
    }

    @Test
    void nothingIsUnpackedForAStranger() {
        var reply =
                world.ask("POST", CHAT).header("content-encoding", "nonsense").body(PLAIN).send();

        assertEquals(401, reply.status());
    }

    @Test
    void codingsOfARequestThatHasNoBodyToReadMeanNothing() {
        var reply = world.ask("GET", "/v1/models").header("content-encoding", "nonsense");
        assertEquals(200, reply.bearer(world.keyText()).send().status());
    }
}
