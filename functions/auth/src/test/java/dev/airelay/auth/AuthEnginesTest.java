package dev.airelay.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.contract.Race;
import dev.airelay.http.Handler;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.secrets.SecretsClients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The function as Lambda would start it, over DynamoDB Local, Redis and Secrets Manager. Each test
/// has tables of its own.
class AuthEnginesTest {
    private static final Path ROOT = Path.of(System.getProperty("relay.root"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

    private static RedisServer redis;
    private static DynamoDbLocal engine;
    private static AwsEndpoints aws;
    private static DynamoDbClient dynamo;

    private static <C extends AutoCloseable> C closing(C started) {
        STARTED.push(started);
        return started;
    }

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        redis = closing(RedisServer.start(RedisServer.Shape.PLAIN));
        engine = closing(DynamoDbLocal.start(ROOT));
        aws = closing(AwsEndpoints.start());
        dynamo = closing(DynamoClients.openUnhurried("us-east-1", engine.uri()));
        try (var secrets = SecretsClients.open("us-east-1", aws.uri())) {
            secrets.createSecret(ask -> ask.name("hash").secretString("pepper"));
            secrets.createSecret(ask -> ask.name("setup").secretString("the-code"));
            secrets.createSecret(ask -> ask.name("signing").secretString(Desk.KEYS.reveal()));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (var started : STARTED) {
            started.close();
        }
    }

    private static AuthWiring wiring(String prefix) {
        new Tables(prefix).create(dynamo);
        return closing(
                new AuthWiring(
                        AuthSettings.read(
                                Map.of(
                                        "RELAY_TABLE_PREFIX",
                                        prefix,
                                        "RELAY_REDIS_HOST",
                                        "127.0.0.1",
                                        "RELAY_REDIS_PORT",
                                        Integer.toString(redis.port()),
                                        "RELAY_SIGNING_SECRET",
                                        "signing",
                                        "RELAY_HASH_SECRET",
                                        "hash",
                                        "RELAY_SETUP_CODE_SECRET",
                                        "setup",
                                        "AWS_REGION",
                                        "us-east-1",
                                        "AWS_ENDPOINT_URL_DYNAMODB",
                                        engine.uri().toString(),
                                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                                        aws.uri().toString()))));
    }

    private static JsonNode event(Handler door, String name, String... replaced) throws Exception {
        var text = Files.readString(ROOT.resolve("events/auth." + name + ".json"));
        for (int i = 0; i < replaced.length; i += 2) {
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        var out = new ByteArrayOutputStream();
        new AuthFunction(door)
                .handleRequest(new ByteArrayInputStream(text.getBytes(UTF_8)), out, null);
        return JSON.readTree(out.toByteArray());
    }

    @Test
    void theSampleEventsRegisterSignInAndRefresh() throws Exception {
        var door = wiring("events-").door();
        assertEquals(202, event(door, "register", "{code}", "the-code").path("statusCode").asInt());
        var in = event(door, "login");
        assertEquals(200, in.path("statusCode").asInt(), in::toString);
        var cookie = in.at("/cookies/0").asText();
        assertTrue(cookie.endsWith("; HttpOnly; SameSite=Strict; Secure"), cookie);
        var fresh = event(door, "refresh", "{cookie}", cookie.split("[=;]", 3)[1]);
        assertEquals(200, fresh.path("statusCode").asInt(), fresh::toString);
        assertFalse(fresh.at("/cookies/0").asText().equals(cookie));
    }

    @Test
    void ofTwoHundredWhoRegisterFirstOneIsSuperAdmin() throws Exception {
        var wiring = wiring("first-");
        var outcomes =
                Race.run(
                        200,
                        i ->
                                () ->
                                        new Client(
                                                        wiring.door(),
                                                        wiring.routes(),
                                                        "198.51.100." + i)
                                                .register(
                                                        "racer-" + i + "@example.com",
                                                        Map.of("setupCode", "the-code"))
                                                .outcome());
        // A crowded engine may leave one without an answer, whatever became of its registration.
        assertTrue(
                outcomes.stream().filter("202 "::equals).count() <= 1
                        && Set.of("202 ", "403 setup_code_wrong", "503 unavailable")
                                .containsAll(outcomes),
                outcomes::toString);
        var users = dynamo.scan(ask -> ask.tableName("first-users")).items();
        assertEquals(1, users.size());
        assertTrue(users.toString().contains("SUPER_ADMIN"));
    }

    @Test
    void aLogoutIsInForceForEveryProcessAtOnce() throws Exception {
        var one = wiring("out-");
        var other = wiring("out-");
        var client = new Client(one.door(), one.routes(), "192.0.2.9");
        client.register("ada@example.com", Map.of("setupCode", "the-code"));
        client.logIn("ada@example.com");
        var bearer = Map.of("authorization", "Bearer " + client.token());
        var elsewhere = new Client(other.door(), other.routes(), "192.0.2.10");
        assertEquals(200, elsewhere.call("GET", "/api/auth/profile", "", bearer).status());
        assertEquals(204, client.post("/api/auth/logout", Map.of()).status());
        assertEquals(401, elsewhere.call("GET", "/api/auth/profile", "", bearer).status());
    }

    @Test
    void aHundredLoginsAtOnceAreServedOrToldToWait() throws Exception {
        var wiring = wiring("crowd-");
        new Client(wiring.door(), wiring.routes(), "192.0.2.11")
                .register("ada@example.com", Map.of("setupCode", "the-code"));
        var answers =
                Race.run(
                        100,
                        i ->
                                () ->
                                        new Client(wiring.door(), wiring.routes(), "203.0.113." + i)
                                                .logIn("ada@example.com")
                                                .status());
        assertTrue(
                answers.stream().allMatch(status -> status == 200 || status == 429),
                answers::toString);
        assertTrue(answers.stream().filter(status -> status == 200).count() >= 10);
    }

    @Test
    void noRowHoldsAPasswordATokenOrACode() {
        var wiring = wiring("rows-");
        var client = new Client(wiring.door(), wiring.routes(), "192.0.2.12");
        client.register("ada@example.com", Map.of("setupCode", "the-code"));
        client.logIn("ada@example.com");
        var made = client.post("/api/invitations", Map.of());
        var rows = new StringBuilder();
        for (String table :
                new String[] {"users", "emails", "sessions", "invitations", "settings"}) {
            rows.append(dynamo.scan(ask -> ask.tableName("rows-" + table)).items());
        }
        for (String part : client.cookie().split("\\.", 4)) {
            boolean name = part.startsWith("usr_") || part.startsWith("sin_");
            assertEquals(name, rows.toString().contains(part), part);
        }
        assertFalse(rows.toString().contains(Client.PASSWORD));
        assertFalse(rows.toString().contains(made.body().path("invitation").asText()));
    }
}
