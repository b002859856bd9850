package dev.airelay.relaying;

import static dev.airelay.relaying.Bodies.CHAT;
import static dev.airelay.relaying.Bodies.MESSAGES;
import static dev.airelay.relaying.Bodies.RESPONSES;
import static dev.airelay.relaying.Bodies.WHOLE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.limit.Limits;
import dev.airelay.upstream.Kind;
import dev.airelay.usage.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client gets that may not pass: the right status, in its own dialect, and nothing taken.
class RefusalTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @AutoClose private final RelayWorld world = new RelayWorld();

    /// Both dialects' error objects have a `type` and a `message`; only OpenAI's has a `code`, and
    /// only Anthropic's body a `type` of its own and the request's id.
    private static void refused(RecordedReply reply, int status, String type, String code)
            throws Exception {
        JsonNode body = JSON.readTree(reply.bytes());
        JsonNode error = body.path("error");
        assertEquals(status, reply.status(), reply.everything());
        assertEquals(type, error.path("type").asText(), reply.everything());
        assertEquals(code, error.path("code").asText(), reply.everything());
        assertFalse(error.path("message").asText().isEmpty());
        assertEquals("application/json", reply.header("content-type"));
        assertFalse(reply.header("x-request-id").isEmpty());
        boolean anthropic = code.isEmpty();
        assertEquals(anthropic ? "error" : "", body.path("type").asText());
        assertEquals(
                anthropic ? reply.header("x-request-id") : "", body.path("request_id").asText());
        assertEquals(anthropic ? reply.header("x-request-id") : "", reply.header("request-id"));
        assertEquals(!anthropic, error.has("param"));
    }

    @ParameterizedTest
    @CsvSource({
        CHAT + ",invalid_request_error,invalid_api_key",
        RESPONSES + ",invalid_request_error,invalid_api_key",
        MESSAGES + ",authentication_error,''"
    })
    void aRequestWithoutAKey(String path, String type, String code) throws Exception {
        refused(world.ask("POST", path).body(WHOLE).send(), 401, type, code);
    }

    @Test
    void thePathDecidesOnTheDialectWhateverTheHeadersSay() throws Exception {
        refused(
                world.ask("POST", CHAT).header("x-api-key", "no").body(WHOLE).send(),
                401,
                "invalid_request_error",
                "invalid_api_key");
        refused(
                world.ask("POST", RESPONSES)
                        .header("anthropic-version", "2023-06-01")
                        .body(WHOLE)
                        .send(),
                401,
                "invalid_request_error",
                "invalid_api_key");
        refused(
                world.ask("POST", MESSAGES).bearer("no").body(WHOLE).send(),
                401,
                "authentication_error",
                "");
    }

    @Test
    void aKeyThatIsDisabledIsRefusedOnTheVeryNextRequest() throws Exception {
        world.channel("a", Kind.OPENAI);
        world.upstream().expect("a.test", Script.json(200, Bodies.ANSWER));
        assertEquals(200, world.post(CHAT, WHOLE).send().status());

        world.enableKey(false);

        refused(world.post(CHAT, WHOLE).send(), 401, "invalid_request_error", "invalid_api_key");
    }

    @Test
    void aUserWhoIsDisabledIsRefusedOnTheVeryNextRequest() throws Exception {
        world.channel("a", Kind.ANTHROPIC);
        world.upstream().expect("a.test", Script.json(200, "{\"usage\":{}}"));
        assertEquals(200, world.post(MESSAGES, WHOLE).send().status());

        world.disableUser();

        refused(world.post(MESSAGES, WHOLE).send(), 401, "authentication_error", "");
    }

    @Test
    void aModelTakenFromTheKeyIsRefusedOnTheVeryNextRequest() throws Exception {
        world.channel("a", Kind.OPENAI);
        world.upstream().expect("a.test", Script.json(200, Bodies.ANSWER));
        assertEquals(200, world.post(CHAT, WHOLE).send().status());

        world.allowKeyOnly("other");

        refused(world.post(CHAT, WHOLE).send(), 403, "permission_error", "model_not_allowed");
        refused(world.post(MESSAGES, WHOLE).send(), 403, "permission_error", "");
    }

    @Test
    void whatIsGivenBackToTheKeyIsServedOnTheVeryNextRequest() throws Exception {
        world.channel("a", Kind.OPENAI);
        world.upstream().expect("a.test", Script.json(200, Bodies.ANSWER));
        world.upstream().expect("a.test", Script.json(200, Bodies.ANSWER));
        world.allowKeyOnly("other");
        assertEquals(403, world.post(CHAT, WHOLE).send().status());

        world.allowKeyOnly("m");
        assertEquals(200, world.post(CHAT, WHOLE).send().status());

        world.enableKey(false);
        assertEquals(401, world.post(CHAT, WHOLE).send().status());

        world.enableKey(true);
        assertEquals(200, world.post(CHAT, WHOLE).send().status());
    }

    @ParameterizedTest
    @CsvSource({CHAT + ",invalid_request_error,model_not_found", MESSAGES + ",not_found_error,''"})
    void aModelThatNobodyServes(String path, String type, String code) throws Exception {
        world.channel("a", "a", Kind.OPENAI, Set.of("other"), 0, Map.of());

        refused(world.post(path, WHOLE).send(), 404, type, code);
        assertEquals(Outcome.REFUSED, world.usage().outcome());
    }

    @ParameterizedTest
    @CsvSource({CHAT + ",server_error,no_channel", MESSAGES + ",overloaded_error,''"})
    void aModelWhoseChannelsAreAllSwitchedOff(String path, String type, String code)
            throws Exception {
        world.channel("a", Kind.OPENAI);
        world.channel("b", Kind.ANTHROPIC);
        world.disableChannels();

        refused(world.post(path, WHOLE).send(), 503, type, code);
    }

    @Test
    void anUnknownPathInEitherDialect() throws Exception {
        refused(world.ask("GET", "/v2/x").send(), 404, "invalid_request_error", "unknown_url");
        refused(
                world.ask("GET", "/v2/x").header("anthropic-version", "2023-06-01").send(),
                404,
                "not_found_error",
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/v1/chat/completions,POST,invalid_request_error,method_not_allowed",
        "GET,/v1/messages,POST,invalid_request_error,''",
        "POST,/v1/models,GET,invalid_request_error,method_not_allowed"
    })
    void aWrongMethodIsToldTheRightOne(
            String method, String path, String allowed, String type, String code) throws Exception {
        RecordedReply reply = world.ask(method, path).send();

        refused(reply, 405, type, code);
        assertEquals(allowed, reply.header("allow"));
    }

    @ParameterizedTest
    @CsvSource({
        CHAT + ",invalid_request_error,request_too_large",
        MESSAGES + ",request_too_large,''"
    })
    void aBodyOfMoreThanSixMebibytes(String path, String type, String code) throws Exception {
        byte[] body = new byte[6 * 1024 * 1024 + 1];

        refused(world.post(path, "").body(body).send(), 413, type, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "nonsense",
                "{} {}",
                "{\"model\":\"m\"} x",
                "{\"model\":5}",
                "{\"model\":\"  \"}",
                "{}",
                "{\"model\":\"m\",\"model\":\"n\"}",
                "{\"model\":\"m\",\"mo\\u0064el\":\"n\"}",
                "{\"model\":\"m\",\"stream\":\"true\"}",
                "{\"model\":\"m\",\"stream\":1}",
                "{\"model\":\"m\",\"a\":\"\u0000\"}",
                "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"a\":1,\"a\":2}}"
            })
    void aBodyThatIsNotWhatTheEndpointTakes(String body) throws Exception {
        world.channel("a", Kind.OPENAI);

        refused(world.post(CHAT, body).send(), 400, "invalid_request_error", "invalid_request");
        assertEquals(0, world.books().reconciliations().size());
        assertEquals("", world.logged());
    }

    @Test
    void aBodyNestedTooDeepOrOfBrokenUtf8() throws Exception {
        byte[] broken = WHOLE.getBytes(ISO_8859_1);
        broken[10] = (byte) 0xC3;

        refused(
                world.post(MESSAGES, "{\"model\":\"m\",\"a\":" + "[".repeat(5_000)).send(),
                400,
                "invalid_request_error",
                "");
        refused(world.post(MESSAGES, "").body(broken).send(), 400, "invalid_request_error", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "q={x}", "a=b c", "a=\"", "a=\\"})
    void aQueryThatIsNone(String query) throws Exception {
        world.channel("a", Kind.OPENAI);

        refused(
                world.post(CHAT, WHOLE).query(query).send(),
                400,
                "invalid_request_error",
                "invalid_request");
        assertEquals("", world.logged());
    }

    @ParameterizedTest
    @CsvSource({CHAT + ",requests,rate_limit_exceeded", MESSAGES + ",rate_limit_error,''"})
    void aLimitThatIsUsedUp(String path, String type, String code) throws Exception {
        world.limitKey(new Limits(2, 60_000, 0));
        world.channel("a", Kind.OPENAI);
        world.channel("b", Kind.ANTHROPIC);
        String host = path.equals(CHAT) ? "a.test" : "b.test";
        world.upstream()
                .expect(host, Script.json(200, Bodies.ANSWER), Script.json(200, Bodies.ANSWER));
        RecordedReply first = world.post(path, WHOLE).send();
        assertEquals("2", first.header("x-ratelimit-limit-requests"));
        assertEquals("1", first.header("x-ratelimit-remaining-requests"));
        assertEquals("1", first.header("x-ratelimit-remaining"));
        assertEquals("30s", first.header("x-ratelimit-reset-requests"));
        assertEquals("60000", first.header("x-ratelimit-limit-tokens"));
        assertEquals(200, world.post(path, WHOLE).send().status());
        world.pass(Duration.ofMillis(500));

        RecordedReply reply = world.post(path, WHOLE).send();

        refused(reply, 429, type, code);
        assertEquals("30", reply.header("retry-after"));
        assertEquals("0", reply.header("x-ratelimit-remaining-requests"));
        assertEquals("60s", reply.header("x-ratelimit-reset-requests"));
    }

    @Test
    void aTokenLimitIsToldAsSuch() throws Exception {
        world.limitKey(new Limits(0, 10, 0));
        world.channel("a", Kind.OPENAI);
        String body = "{\"model\":\"m\",\"max_tokens\":500}";
        world.upstream()
                .expect(
                        "a.test",
                        Script.json(
                                200, "{\"usage\":{\"prompt_tokens\":8,\"completion_tokens\":2}}"));
        assertEquals(200, world.post(CHAT, body).send().status());

        RecordedReply reply = world.post(CHAT, body).send();

        refused(reply, 429, "tokens", "rate_limit_exceeded");
        assertEquals("60", reply.header("retry-after"));
        assertEquals("", reply.header("x-ratelimit-limit-requests"));
        assertEquals("", reply.header("x-ratelimit-remaining"));
    }

    @Test
    void whenTheGateIsAwayNothingPasses() throws Exception {
        world.books().gateIsAway();

        RecordedReply reply = world.post(CHAT, WHOLE).send();

        refused(reply, 503, "server_error", "relay_unavailable");
        assertEquals("2", reply.header("retry-after"));
        assertTrue(world.logged().contains("cannot be checked"));
    }

    @Test
    void whenTheKeysCannotBeReadNothingPasses() throws Exception {
        world.keysAreAway();

        refused(world.post(MESSAGES, WHOLE).send(), 503, "api_error", "");
        assertEquals(0, world.books().reconciliations().size());
    }

    @Test
    void whenTheChannelsCannotBeReadAtAllNothingPasses() throws Exception {
        world.channelsAreAway();

        refused(world.post(MESSAGES, WHOLE).send(), 503, "api_error", "");
        assertEquals(0, world.books().reconciliations().size());
    }

    @Test
    void whenChangedChannelsCannotBeReadTheRequestIsReconciledAllTheSame() throws Exception {
        world.post(MESSAGES, WHOLE).send();
        world.books().forget();
        world.disableChannels();
        world.channelsAreAway();

        refused(world.post(MESSAGES, WHOLE).send(), 503, "api_error", "");
        assertEquals("state_away", world.usage().failure());
        assertEquals(0, world.books().reconciliations().getFirst().tokens());
    }
}
