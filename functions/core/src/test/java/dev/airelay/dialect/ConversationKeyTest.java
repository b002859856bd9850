package dev.airelay.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.http.Headers;
import dev.airelay.json.JsonObject;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConversationKeyTest {
    private static final String SYSTEM = "{\"role\":\"system\",\"content\":\"Be kind.\"}";
    private static final String HELLO = "{\"role\":\"user\",\"content\":\"Hello\"}";
    private static final String REPLY = "{\"role\":\"assistant\",\"content\":\"Hi!\"}";
    private static final String NEXT = "{\"content\":[{\"text\":\"More\"}],\"role\":\"user\"}";

    private static OptionalLong of(String body, Headers headers) {
        return ConversationKey.of(
                new Call(
                        Endpoint.OPENAI_CHAT,
                        JsonObject.read(body.getBytes(UTF_8)),
                        "",
                        headers,
                        "m",
                        true,
                        1,
                        Demand.NOTHING));
    }

    private static OptionalLong of(String body) {
        return of(body, Headers.none());
    }

    private static String messages(String... turns) {
        return "{\"model\":\"m\",\"messages\":[" + String.join(", ", turns) + "]}";
    }

    @Test
    void staysTheSameFromTurnToTurn() {
        assertEquals(of(messages(SYSTEM, HELLO)), of(messages(SYSTEM, HELLO, REPLY, NEXT)));
        assertEquals(of(messages(NEXT)), of(messages(NEXT, REPLY, HELLO)));
    }

    @Test
    void differsBetweenPromptsAndInstructions() {
        assertNotEquals(of(messages(SYSTEM, HELLO)), of(messages(HELLO)));
        assertNotEquals(of(messages(SYSTEM, HELLO)), of(messages(SYSTEM, NEXT)));
        assertNotEquals(
                of("{\"system\":\"a\",\"messages\":[" + HELLO + "]}"),
                of("{\"system\":\"b\",\"messages\":[" + HELLO + "]}"));
        assertNotEquals(of("{\"input\":\"a\"}"), of("{\"input\":\"b\"}"));
    }

    @Test
    void whatTheClientSaysComesFirst() {
        var byKey = of("{\"prompt_cache_key\":\"k\",\"messages\":[" + HELLO + "]}");
        assertEquals(byKey, of("{\"prompt_cache_key\":\"k\",\"messages\":[" + NEXT + "]}"));
        assertNotEquals(byKey, of(messages(HELLO)));
        assertEquals(
                of("{\"metadata\":{\"user_id\":\"s\"},\"messages\":[" + HELLO + "]}"),
                of("{\"metadata\":{\"user_id\":\"s\"},\"messages\":[" + NEXT + "]}"));
        for (String header :
                new String[] {"x-claude-code-session-id", "session-id", "session_id"}) {
            Headers session = Headers.of(header, "s");
            assertEquals(of(messages(HELLO), session), of(messages(NEXT), session));
        }
    }

    @Test
    void nothingTellsNothing() {
        assertTrue(of("{\"model\":\"m\"}").isEmpty());
        assertTrue(of("{\"prompt_cache_key\":\"\"}").isEmpty());
    }

    @Test
    void metadataThatGiveANameTwiceTellNothing() {
        assertEquals(
                of(messages(HELLO)),
                of(
                        "{\"metadata\":{\"user_id\":\"a\",\"user_id\":\"b\"},\"messages\":["
                                + HELLO
                                + "]}"));
    }

    @Test
    void oddTurnsDoNoHarm() {
        assertTrue(of("{\"messages\":[]}").isPresent());
        assertTrue(of("{\"messages\":[1,null,[2]]}").isPresent());
        assertTrue(of("{\"messages\":{\"role\":\"user\"}}").isPresent());
        assertTrue(of("{\"messages\":null}").isPresent());
    }
}
