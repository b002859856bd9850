package dev.airelay.platform.api;

import static dev.airelay.platform.api.Guard.ADMIN;
import static dev.airelay.platform.api.Guard.ANYONE;
import static dev.airelay.platform.api.Guard.SIGNED_IN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.failure.StoreException;
import dev.airelay.http.BodyException;
import dev.airelay.http.Cancellation;
import dev.airelay.http.Content;
import dev.airelay.http.Headers;
import dev.airelay.http.Request;
import dev.airelay.platform.lambda.BufferedEdge;
import dev.airelay.relaying.RecordedReply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiDoorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Routes ROUTES =
            Routes.of(
                    Route.post("/things", ANYONE, ApiDoorTest::echo),
                    Route.post("/big", ANYONE, ApiDoorTest::echo).withBodyUpTo(99_999),
                    Route.get("/things", ANYONE, _ -> said("list")),
                    Route.get("/things/{thing}/parts/{part}", ANYONE, ApiDoorTest::places),
                    Route.get("/who", SIGNED_IN, call -> said(call.userId())),
                    Route.get("/admin", ADMIN, call -> said(call.userId())),
                    Route.get(
                            "/away",
                            ANYONE,
                            _ -> {
                                throw new StoreException("secret-name", new IOException("gone"));
                            }),
                    Route.get(
                            "/defect",
                            ANYONE,
                            _ -> {
                                throw new IllegalStateException("secret-detail");
                            }),
                    Route.get(
                            "/busy",
                            ANYONE,
                            _ -> {
                                throw ApiException.tooMany(
                                        "busy", "Wait.", Duration.ofMillis(1_001));
                            }));

    private static final BufferedEdge EDGE =
            new BufferedEdge(new ApiDoor(ROUTES, new RoleSessions(), TestKeys.cursors()));

    private static ApiAnswer said(String what) {
        return ApiAnswer.json(200, Json.object().put("said", what));
    }

    private static ApiAnswer places(Call call) {
        return said(List.of(call.path("thing"), call.path("part")).toString());
    }

    private static ApiAnswer echo(Call call) {
        var fields = call.fields();
        var answer = Json.object();
        answer.put("name", fields.requiredText("name"));
        answer.put("count", fields.number("count", 1, 9));
        answer.put("nanos", fields.dollars("usd").value());
        fields.moment("at").ifPresent(at -> answer.put("at", at.toString()));
        fields.refuseProblems();
        return ApiAnswer.json(201, answer)
                .with("x-address", call.clientAddress())
                .with("x-query", call.query().text("q").orElse("-"))
                .with("x-header", call.header("X-One").orElse("-"));
    }

    private static JsonNode call(String event) {
        var out = new ByteArrayOutputStream();
        try {
            EDGE.handle(
                    new ByteArrayInputStream(event.getBytes(UTF_8)),
                    out,
                    "invocation-1",
                    Instant.MAX);
            return JSON.readTree(out.toByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode call(String method, String path, String more) {
        return call(
                """
                {"version":"2.0","rawPath":"%s","unknown":[{}],
                "requestContext":{"requestId":"req-1","http":{"method":"%s","sourceIp":"203.0.113.7"}}%s}\
                """
                        .formatted(path, method, more));
    }

    private static JsonNode post(String body) {
        return call("POST", "/things", ",\"body\":" + JSON.valueToTree(body));
    }

    private static JsonNode body(JsonNode answer) {
        return parsed(answer.path("body").asText());
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void refused(int status, String code, JsonNode answer) {
        assertEquals(status, answer.path("statusCode").asInt());
        var error = body(answer).path("error");
        assertEquals(code, error.path("code").asText());
        assertFalse(error.path("message").asText().isEmpty());
        assertFalse(answer.toString().contains("secret-"), answer::toString);
    }

    private static String header(JsonNode answer, String name) {
        return answer.path("headers").path(name).asText();
    }

    @Test
    void aBodyIsReadAsTextAndAsBase64WithEveryCaseOfHeaders() {
        var body =
                "{\"name\":\"n\u00fc\",\"count\":3,\"usd\":\"0.5\",\"at\":\"2026-11-21T13:00:00+01:00\"}";
        var plain = post(body);
        var coded =
                call(
                        "post",
                        "/things",
                        ",\"isBase64Encoded\":true,\"body\":\""
                                + Base64.getEncoder().encodeToString(body.getBytes(UTF_8))
                                + "\",\"headers\":{\"x-oNE\":\" 1 \",\"null\":null},"
                                + "\"rawQueryString\":\"q=a%20b\"");
        assertEquals(201, plain.path("statusCode").asInt());
        assertEquals(body(plain), body(coded));
        assertEquals(
                "{\"name\":\"n\u00fc\",\"count\":3,\"nanos\":500000000,\"at\":\"2026-11-21T12:00:00Z\"}",
                plain.path("body").asText());
        assertEquals("203.0.113.7", header(plain, "x-address"));
        assertEquals("a b", header(coded, "x-query"));
        assertEquals("1", header(coded, "x-header"));
        assertEquals("no-store", header(plain, "cache-control"));
        assertEquals("application/json; charset=utf-8", header(plain, "content-type"));
        assertFalse(plain.path("isBase64Encoded").asBoolean());
    }

    @Test
    void amountsAreExactHoweverTheyAreWritten() {
        for (String[] one :
                new String[][] {
                    {"0.1", "100000000"},
                    {"0.0000001", "100"},
                    {"1e3", "1000000000000"},
                    {"25", "25000000000"},
                    {"123456789.123456789", "123456789123456789"}
                }) {
            var answer = post("{\"name\":\"n\",\"count\":1,\"usd\":" + one[0] + "}");
            assertEquals(one[1], body(answer).path("nanos").asText(), one[0]);
        }
        for (String wrong : new String[] {"1e-10", "1e400000000", "true", "{}", "\"1e3\"", "NaN"}) {
            var answer = post("{\"name\":\"n\",\"count\":1,\"usd\":" + wrong + "}");
            assertEquals(400, answer.path("statusCode").asInt(), wrong);
        }
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnce() {
        var answer = post("{\"name\":7,\"count\":10,\"usd\":\"x\",\"at\":\"tomorrow\"}");
        refused(400, "invalid_request", answer);
        assertEquals(4, body(answer).path("error").path("fields").size());
        var absent = post("{\"name\":null}");
        assertEquals(3, body(absent).path("error").path("fields").size());
        assertEquals(
                "{\"code\":\"missing\",\"message\":\"is missing\"}",
                body(absent).at("/error/fields/name").toString());
    }

    @Test
    void whatIsNoJsonObjectIsRefusedWithoutRepeatingIt() {
        for (String body :
                new String[] {
                    "", "[]", "7", "null", "{", "{} {}", "{\"name\":secret-x}", "{\"a\":1,\"a\":2}"
                }) {
            refused(400, "invalid_json", post(body));
        }
        refused(400, "invalid_json", call("POST", "/things", ""));
        refused(413, "body_too_large", post(" ".repeat(65_537)));
        refused(
                400,
                "bad_event",
                call("POST", "/things", ",\"isBase64Encoded\":true,\"body\":\"%%\""));
    }

    @Test
    void routesAreFoundByPathAndMethod() {
        assertEquals("list", body(call("GET", "/things", "")).path("said").asText());
        assertEquals(
                "[a-1, b.2]", body(call("GET", "/things/a-1/parts/b.2", "")).path("said").asText());
        for (String path :
                new String[] {
                    "/", "", "/things/", "//things", "/things/a/parts/", "/things/%2e/parts/x"
                }) {
            refused(404, "not_found", call("GET", path, ""));
        }
        var wrongMethod = call("DELETE", "/things", "");
        refused(405, "method_not_allowed", wrongMethod);
        assertEquals("GET, POST", header(wrongMethod, "allow"));
        assertEquals("req-1", body(wrongMethod).path("error").path("requestId").asText());
    }

    @Test
    void tokensSayWhoAsks() {
        assertEquals(200, with("/who", "Bearer USER").path("statusCode").asInt());
        assertEquals(200, with("/who", "bearer   USER ").path("statusCode").asInt());
        assertEquals(200, with("/admin", "Bearer ADMIN").path("statusCode").asInt());
        assertEquals(200, with("/admin", "Bearer SUPER_ADMIN").path("statusCode").asInt());
        refused(403, "forbidden", with("/admin", "Bearer USER"));
        for (String value : new String[] {"Bearer broken", "Basic USER", "USER", "", "Bearer"}) {
            var answer = with("/who", value);
            refused(401, "unauthorized", answer);
            assertEquals("Bearer", header(answer, "www-authenticate"));
        }
        refused(401, "unauthorized", call("GET", "/who", ""));
        refused(401, "unauthorized", call("GET", "/admin", ",\"headers\":null"));
    }

    private static JsonNode with(String path, String authorization) {
        return call("GET", path, ",\"headers\":{\"Authorization\":\"" + authorization + "\"}");
    }

    @Test
    void whatFailsInsideIsToldWithoutDetails() {
        var away = call("GET", "/away", "");
        refused(503, "unavailable", away);
        assertEquals("5", header(away, "retry-after"));
        refused(500, "internal_error", call("GET", "/defect", ""));
        var busy = call("GET", "/busy", "");
        refused(429, "busy", busy);
        assertEquals("2", header(busy, "retry-after"));
        assertEquals(2, body(busy).at("/error/retryAfterSeconds").asInt());
    }

    @Test
    void eventsOfAnotherKindAreAnsweredToo() {
        for (String event :
                new String[] {
                    "{}",
                    "{\"requestContext\":null}",
                    "{\"requestContext\":{\"http\":{}}}",
                    "{\"source\":\"aws.events\",\"detail\":{}}"
                }) {
            var answer = call(event);
            refused(400, "bad_event", answer);
            assertEquals("invocation-1", body(answer).path("error").path("requestId").asText());
        }
        for (String event : new String[] {"", "null", "[]", "{\"requestContext\":7}"}) {
            assertThrows(
                    IOException.class,
                    () ->
                            EDGE.handle(
                                    new ByteArrayInputStream(event.getBytes(UTF_8)),
                                    new ByteArrayOutputStream(),
                                    "i",
                                    Instant.MAX));
        }
    }

    private static RecordedReply answered(String path, Content body) {
        var reply = new RecordedReply();
        new ApiDoor(ROUTES, new RoleSessions(), TestKeys.cursors())
                .handle(request("POST", path, "", body), reply);
        return reply;
    }

    private static Request request(String method, String path, String query, Content body) {
        return new Request(
                method,
                path,
                query,
                Headers.of("authorization", "Bearer secret-token"),
                body,
                "",
                new Cancellation(Instant.MAX),
                "r");
    }

    @Test
    void aBodyThatDoesNotArriveSaysWhy() {
        var answers =
                Map.of(
                        BodyException.Why.MALFORMED, "400 invalid_body",
                        BodyException.Why.BROKEN_OFF, "400 invalid_body",
                        BodyException.Why.TOO_SLOW, "408 body_too_slow",
                        BodyException.Why.NO_ROOM, "503 unavailable");
        answers.forEach((why, expected) -> {
            var reply =
                    answered(
                            "/things",
                            () -> {
                                throw new BodyException(why);
                            });
            var code = parsed(reply.text()).at("/error/code").asText();
            assertEquals(expected, reply.status() + " " + code);
        });
    }

    @Test
    void aRouteSaysHowMuchOfABodyItTakes() {
        for (int size : new int[] {65_536, 65_537, 100_000}) {
            var body = Content.of(" ".repeat(size).getBytes(UTF_8));
            assertEquals(size > 65_536 ? 413 : 400, answered("/things", body).status());
            assertEquals(size > 99_999 ? 413 : 400, answered("/big", body).status());
        }
    }

    @Test
    void aClientThatLeftIsNoDefect() {
        var reply = new RecordedReply(0, () -> {});
        new ApiDoor(ROUTES, new RoleSessions(), TestKeys.cursors())
                .handle(request("GET", "/things", "", Content.of(new byte[0])), reply);
        assertTrue(reply.torn());
    }

    @Test
    void requestsAndAnswersPrintNothingConfidential() {
        var request =
                request("GET", "/who", "secret-query", Content.of("secret-body".getBytes(UTF_8)));
        assertEquals("GET /who (r)", new Call(request, Map.of(), 9, TestKeys.cursors()).toString());
        assertTrue(said("secret").toString().equals("ApiAnswer[200]"));
    }
}
