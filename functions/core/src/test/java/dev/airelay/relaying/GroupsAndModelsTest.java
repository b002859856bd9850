package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.ANSWER;
import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.WHOLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Rank;
import dev.airelay.upstream.ServedModels;
import dev.airelay.usage.Skip;
import dev.airelay.usage.Skip.Why;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Groups of channels, and models that stand for others.
class GroupsAndModelsTest {
    private static final Script GOOD = Script.json(200, ANSWER);
    private static final Script BROKEN = Script.json(500, "{}");

    @AutoClose private final RelayWorld world = new RelayWorld();

    private void primary() {
        world.channel("primary", Kind.OPENAI, 1, c -> c.withRank(new Rank(1, 1)));
    }

    private void fallback() {
        world.channel("fallback", Kind.OPENAI, 1, c -> c);
    }

    private RecordedReply ask() {
        return world.post(CHAT, WHOLE).send();
    }

    @Test
    void aFallbackModelIsAskedForWhenNobodyServesTheFirst() {
        world.model("smart", "big", "small", "tiny");
        world.channel(
                "one",
                Kind.OPENAI,
                1,
                c -> c.withServed(new ServedModels(Set.of("big"), Map.of())));
        world.channel(
                "two",
                Kind.OPENAI,
                1,
                c -> c.withServed(new ServedModels(Set.of("small"), Map.of("small", "small-v2"))));
        world.upstream().expect("one.test", BROKEN, BROKEN, BROKEN);
        world.upstream().expect("two.test", GOOD);

        RecordedReply reply = world.post(CHAT, "{\"model\":\"smart\",\"messages\":[]}").send();

        assertEquals("two", reply.header("x-proxy-provider"));
        assertEquals("small", reply.header("x-proxy-model"));
        assertEquals("smart", world.usage().askedModel());
        assertEquals("small-v2", world.usage().sentModel());
        String sent =
                new String(world.upstream().received().getLast().body(), StandardCharsets.UTF_8);
        assertEquals("{\"model\":\"small-v2\",\"messages\":[]}", sent);
    }

    @Test
    void aFallbackThatTheKeyMayNotAskForIsNotServed() {
        world.model("m", "", "secret");
        world.allowKeyOnly("m");
        primary();
        world.upstream().expect("primary.test", BROKEN, BROKEN, BROKEN);

        assertEquals(502, ask().status());

        assertEquals(
                List.of(new Skip("primary", "secret", Why.NOT_ALLOWED)), world.usage().skips());
    }

    @Test
    void aPathMayNameTheGroupWhoseChannelsServe() {
        primary();
        fallback();
        world.group("vip", "fallback");
        world.upstream().expect("fallback.test", GOOD);

        RecordedReply reply = world.post("/api/proxy/vip" + CHAT, WHOLE).send();

        assertEquals("fallback", reply.header("x-proxy-provider"));
        assertEquals("vip", world.usage().group());
    }

    @Test
    void aRecordNamesTheProjectOfItsKey() {
        primary();
        world.fileKey("website");
        world.upstream().expect("primary.test", GOOD);

        assertEquals(200, ask().status());

        assertEquals("website", world.usage().project());
    }

    @Test
    void aGroupHasPrioritiesOfItsOwn() {
        primary();
        fallback();
        world.group("vip", "fallback", "primary");
        world.bindKey("vip");
        world.upstream().expect("fallback.test", GOOD);

        assertEquals("fallback", ask().header("x-proxy-provider"));
    }

    @Test
    void aKeyOfOneGroupMayNotUseAnother() {
        primary();
        world.group("vip", "primary");
        world.group("std", "primary");
        world.bindKey("std");

        assertEquals(403, world.post("/api/proxy/vip" + CHAT, WHOLE).send().status());

        world.upstream().expect("primary.test", GOOD);
        assertEquals(200, world.post("/api/proxy/std" + CHAT, WHOLE).send().status());
    }

    @Test
    void anUnboundKeyMayChooseTheGroupsOfItsOwnerOnly() {
        primary();
        world.group("vip", "primary");
        world.group("std", "primary");
        world.allowGroups("std");
        world.upstream().expect("primary.test", GOOD, GOOD);

        assertEquals(403, world.post("/api/proxy/vip" + CHAT, WHOLE).send().status());
        assertEquals(403, world.post("/api/proxy/none" + CHAT, WHOLE).send().status());
        assertEquals(200, world.post("/api/proxy/std" + CHAT, WHOLE).send().status());
        assertEquals(200, ask().status());
        assertEquals(
                403,
                world.ask("GET", "/api/proxy/vip/v1/models")
                        .bearer(world.keyText())
                        .send()
                        .status());
    }

    @Test
    void aUserWithoutGroupsHasNone() {
        primary();
        world.group("vip", "primary");
        world.allowGroups();

        var reply = world.post("/api/proxy/vip" + CHAT, WHOLE).send();

        assertEquals(403, reply.status());
        assertTrue(reply.text().contains("group_not_allowed"), reply::text);
    }

    @Test
    void whatAUserMayChooseChangesWithTheVeryNextRequest() {
        primary();
        world.group("vip", "primary");
        world.upstream().expect("primary.test", GOOD, GOOD);

        assertEquals(200, world.post("/api/proxy/vip" + CHAT, WHOLE).send().status());
        world.allowGroups("other");
        assertEquals(403, world.post("/api/proxy/vip" + CHAT, WHOLE).send().status());
        world.allowGroups("other", "vip");
        assertEquals(200, world.post("/api/proxy/vip" + CHAT, WHOLE).send().status());
    }

    @Test
    void aBoundKeyKeepsItsGroupWhateverItsOwnerMayChoose() {
        primary();
        world.group("vip", "primary");
        world.bindKey("vip");
        world.allowGroups("std");
        world.upstream().expect("primary.test", GOOD, GOOD);

        assertEquals(200, ask().status());
        assertEquals(200, world.post("/api/proxy/vip" + CHAT, WHOLE).send().status());
        assertEquals(403, world.post("/api/proxy/std" + CHAT, WHOLE).send().status());
    }

    @Test
    void aGroupThatDoesNotExistIsNotFound() {
        primary();

        assertEquals(404, world.post("/api/proxy/none" + CHAT, WHOLE).send().status());

        assertEquals("unknown_group", world.usage().failure());
    }
}
