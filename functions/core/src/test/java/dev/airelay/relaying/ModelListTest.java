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

    private String ids(String path) {
        return get(path)
                .send()
                .text()
                .replaceAll("[^{]*\\{\"id\":\"([^\"]*)\"[^{]*", "$1 ")
                .replaceAll("^[^ ]*\\{", "")
                .strip();
    }

    @Test
    void aChannelForEverythingListsWhatIsPricedAtItsProvider() {
        world.price("anthropic", "claude-x", "1", "2");
        world.price("anthropic", "claude-old-*", "1", "2");
        world.price("openai", "gpt-x", "1", "2");
        world.priceFrom("anthropic", "claude-later", world.now().plusSeconds(60));
        world.channel("d", "d", Kind.ANTHROPIC, Set.of("*"), 0, Map.of("org/mine", "claude-x"));

        assertEquals("a c claude-x org/b org/mine", ids("/v1/models"));
        assertEquals(200, get("/v1/models/claude-x").send().status());
        assertEquals(200, get("/v1/models/org/mine").send().status());
        assertEquals(200, get("/v1/models/org%2Fmine").send().status());
        for (String absent : Set.of("gpt-x", "claude-old-*", "claude-old-1", "claude-later")) {
            assertEquals(404, get("/v1/models/" + absent).send().status(), absent);
        }

        world.pass(java.time.Duration.ofSeconds(61));
        assertEquals(200, get("/v1/models/claude-later").send().status());

        world.allowKeyOnly("claude-later", "a");
        assertEquals("a claude-later", ids("/v1/models"));
        assertEquals(404, get("/v1/models/claude-x").send().status());
    }

    @Test
    void aGroupListsWhatItsChannelsServe() {
        world.price("anthropic", "claude-x", "1", "2");
        world.group("open", "a");
        world.group("vip", "b");

        assertEquals("a c org/b", ids("/api/proxy/open/v1/models"));
        assertEquals("a claude-x", ids("/api/proxy/vip/v1/models"));
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
        assertEquals(1, world.books().reconciliations().size());
    }
}
