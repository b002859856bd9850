package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static dev.airelay.relaying.Bodies.WHOLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.http.BodyException;
import dev.airelay.http.BodyException.Why;
import dev.airelay.http.Content;
import dev.airelay.upstream.Kind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies are read when the head has passed, and those that do not come are answered for.
class ArrivingBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose private final RelayWorld world = new RelayWorld();
    private int asked;

    private Content counted(byte[] bytes) {
        return () -> {
            asked++;
            return bytes;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {CHAT, RESPONSES, MESSAGES})
    void nobodyWaitsForTheBodyOfAKeyThatIsNotKnown(String path) {
        var body = counted(WHOLE.getBytes(UTF_8));
        assertEquals(401, world.ask("POST", path).body(body).send().status());
        assertEquals(401, world.ask("POST", path).bearer("no").body(body).send().status());
        assertEquals(404, world.ask("POST", "/v1/nothing").body(body).send().status());
        assertEquals(405, world.ask("PUT", path).body(body).send().status());
        assertEquals(0, asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"6291457", "999999999999999999"})
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes(String length) {
        var reply =
                world.post(CHAT, WHOLE)
                        .header("content-length", length)
                        .body(counted(new byte[0]))
                        .send();
        assertEquals(413, reply.status());
        assertEquals(0, asked);
    }

    @Test
    void aLengthThatIsNoNumberAnnouncesNothing() {
        world.channel("a", Kind.OPENAI);
        world.upstream().expect("a.test", Script.json(200, Bodies.ANSWER));
        var reply = world.post(CHAT, WHOLE).header("content-length", "x").send();
        assertEquals(200, reply.status());
    }

    @ParameterizedTest
    @CsvSource({
        "MALFORMED, 400, invalid_request_error, invalid_request_error",
        "BROKEN_OFF, 400, invalid_request_error, invalid_request_error",
        "TOO_SLOW, 408, invalid_request_error, invalid_request_error",
        "NO_ROOM, 503, server_error, overloaded_error"
    })
    void aBodyThatDoesNotComeIsAnsweredForAndTakesNothing(
            Why why, int status, String openAi, String anthropic) throws Exception {
        world.channel("a", Kind.OPENAI);
        Content broken =
                () -> {
                    throw new BodyException(why);
                };
        for (String path : new String[] {CHAT, RESPONSES, MESSAGES}) {
            var reply = world.post(path, WHOLE).body(broken).send();
            var error = JSON.readTree(reply.bytes()).path("error");
            assertEquals(status, reply.status());
            assertEquals(path.equals(MESSAGES) ? anthropic : openAi, error.path("type").asText());
            assertEquals(why == Why.NO_ROOM ? "1" : "", reply.header("retry-after"));
        }
        assertTrue(world.books().records().isEmpty());
        assertTrue(world.upstream().received().isEmpty());
    }
}
