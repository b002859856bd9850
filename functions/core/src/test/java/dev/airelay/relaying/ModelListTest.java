package dev.airelay.relaying;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.airelay.upstream.Kind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The models that a key may ask for, as each dialect lists them.
class ModelListTest {
    @AutoClose private final RelayWorld world = new RelayWorld();

    @BeforeEach
    void channels() {
        world.channel("a", "a", Kind.OPENAI, Set.of("org/b", "a"), 0, Map.of("c", "x"));
        world.channel("b", "b", Kind.ANTHROPIC, Set.of("*", "a"), 0, Map.of());
    }

    private Asking get(String path) {
        return world.ask("GET", path).bearer(world.keyText());
    }

    @Test
    void inTheWordsOfOpenAi() {
        assertEquals(
                "{\"object\":\"list\",\"data\":["
                        + "{\"id\":\"a\",\"object\":\"model\",\"created\":0,\"owned_by\":\"relay\"},"
                        + "{\"id\":\"c\",\"object\":\"model\",\"created\":0,\"owned_by\":\"relay\"},"
                        + "{\"id\":\"org/b\",\"object\":\"model\",\"created\":0,\"owned_by\":\"relay\"}]}",
                get("/v1/models").send().text());
    }

    @Test
    void inTheWordsOfAnthropic() {
        world.allowKeyOnly("a", "c", "unknown");

        assertEquals(
                "{\"data\":[{\"type\":\"model\",\"id\":\"a\",\"display_name\":\"a\",\"created_at\":\"1970-01-01T00:00:00Z\",\"lifecycle\":\"active\"},"
                        + "{\"type\":\"model\",\"id\":\"c\",\"display_name\":\"c\",\"created_at\":\"1970-01-01T00:00:00Z\",\"lifecycle\":\"active\"}],"
                        + "\"has_more\":false,\"first_id\":\"a\",\"last_id\":\"c\"}",
                world.ask("GET", "/v1/models").header("x-api-key", world.keyText()).send().text());
    }

    @Test
    void anEmptyListHasNoEnds() {
        world.disableChannels();

        assertEquals(
                "{\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}",
                get("/v1/models").header("anthropic-version", "2023-06-01").send().text());
        assertEquals("{\"object\":\"list\",\"data\":[]}", get("/v1/models").send().text());
    }

    @ParameterizedTest
    @CsvSource({"a,200", "org/b,200", "org%2Fb,200", "x,404", "*,404", "'',404"})
    void oneByItsName(String name, int status) {
        assertEquals(status, get("/v1/models/" + name).send().status());
    }

    @Test
    void onlyThoseThatTheKeyMayAskForFromTheVeryNextRequestOn() {
        get("/v1/models").send();

        world.allowKeyOnly("c");

        assertEquals(
                "{\"object\":\"list\",\"data\":[{\"id\":\"c\",\"object\":\"model\",\"created\":0,\"owned_by\":\"relay\"}]}",
                get("/v1/models").send().text());
        assertEquals(404, get("/v1/models/a").send().status());
    }

    @Test
    void nobodyWithoutAKeySeesAny() {
        assertEquals(401, world.ask("GET", "/v1/models").send().status());
        world.enableKey(false);
        assertEquals(401, get("/v1/models").send().status());
    }

    @Test
    void lookingLeavesNoRecord() {
        get("/v1/models").send();

        assertEquals(0, world.books().records().size());
        assertEquals(1, world.books().settlements().size());
    }
}
