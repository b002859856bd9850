package dev.airelay.local.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.RelayKey;
import dev.airelay.local.LocalRelay;
import dev.airelay.local.UpSettings;
import dev.airelay.local.UpstreamFlag;
import dev.airelay.local.loss.Client.Answer;
import dev.airelay.local.loss.Client.Dialect;
import dev.airelay.local.server.RawClient;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.secret.Secret;
import dev.airelay.upstream.Kind;
import java.io.EOFException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Losses while the proxy's own zip runs in two environments, which remember keys each for itself;
/// records are read from DynamoDB.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LambdaLossTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(6);

    private final ScriptedUpstream upstream = new ScriptedUpstream();
    private final LocalRelay relay;
    private final Client client;

    LambdaLossTest(@TempDir Path data) throws Exception {
        var settings =
                new UpSettings(
                        new UpSettings.Mode.Lambda(2, TIMEOUT),
                        UpSettings.Stores.DYNAMODB,
                        UpSettings.Gate.REDIS,
                        0,
                        data.resolve("data"),
                        true,
                        List.of(upstream(Kind.OPENAI), upstream(Kind.ANTHROPIC)),
                        List.of(),
                        new UpSettings.ReadyFile.None(),
                        "*");
        relay = LocalRelay.start(settings, Path.of(System.getProperty("relay.root")), _ -> {});
        client =
                new Client(relay.announcement().baseUrl().getPort(), relay.announcement().apiKey());
    }

    private UpstreamFlag upstream(Kind kind) {
        var base = kind == Kind.OPENAI ? upstream.uri().resolve("/v1") : upstream.uri();
        return new UpstreamFlag(kind, base, new Secret("up"), Set.of("*"));
    }

    @BeforeAll
    void warm() throws Exception {
        inBothEnvironments();
    }

    @AfterEach
    void oneCallARequest() {
        assertEquals(0, upstream.more());
    }

    @AfterAll
    void close() throws Exception {
        relay.close();
        upstream.close();
    }

    @Test
    void a_disabled_key_is_refused_by_every_environment_and_an_enabled_one_served_at_once()
            throws Exception {
        RelayKey key = relay.keyRecord(client.key());
        try (RawClient busy = client.send(Dialect.OPENAI, "held", false)) {
            upstream.next();
            RelayKey disabled = relay.keys().save(key.withEnabled(false));
            assertEquals(401, client.ask(Dialect.ANTHROPIC, "whole", true).status());
            upstream.release();
            assertEquals(200, Client.read(busy).status(), "admitted before");
            assertEquals(401, client.chat("whole").status());
            assertEquals(401, client.chat("whole").status());
            relay.keys().save(disabled.withEnabled(true));
        }
        inBothEnvironments();
    }

    /// A function URL does not tell its function that the client left:
    /// https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html (read
    /// 2026-11-21).
    @Test
    void a_client_that_leaves_is_not_noticed_and_its_answer_comes_to_its_end() throws Exception {
        try (RawClient leaving = client.send(Dialect.OPENAI, "paused", true)) {
            assertEquals(200, leaving.head().status());
            assertTrue(leaving.chunk().startsWith("data"));
        }
        upstream.next();
        upstream.release();
        inBothEnvironments();
        assertEquals(List.of("SUCCESS none REPORTED"), records("paused"));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void a_stream_that_meets_the_deadline_ends_with_an_error_event_and_is_recorded(Dialect dialect)
            throws Exception {
        String model = "endless";
        long before = records(model).size();
        Answer answer = client.ask(dialect, model, true);
        assertEquals(200, answer.status());
        assertTrue(answer.whole(), "the relay ended it, not the platform");
        assertTrue(answer.body().contains("Some words of an answer."), answer.body());
        assertTrue(answer.body().contains("\"error\":{"), answer.body());
        assertFalse(answer.body().contains("[DONE]"), answer.body());
        assertFalse(answer.body().contains("message_stop"), answer.body());
        assertTrue(upstream.next().hungUp());
        inBothEnvironments();
        List<String> records = records(model);
        assertEquals(before + 1, records.size());
        assertEquals("DEADLINE deadline COUNTED", records.getLast());
    }

    @Test
    void a_whole_answer_that_meets_the_deadline_is_an_error_and_is_recorded() throws Exception {
        Answer answer = client.ask(Dialect.OPENAI, "silent", false);
        assertEquals(504, answer.status());
        assertTrue(upstream.next().hungUp());
        inBothEnvironments();
        assertEquals(List.of("DEADLINE deadline NONE"), records("silent"));
    }

    @Test
    void a_killed_environment_tears_its_stream_and_the_next_request_is_served() throws Exception {
        try (RawClient torn = client.send(Dialect.OPENAI, "endless", true)) {
            assertEquals(200, torn.head().status());
            assertTrue(torn.chunk().startsWith("data"));
            killEnvironments();
            assertFalse(hasProperEnd(torn));
        }
        assertTrue(upstream.next().hungUp());
        inBothEnvironments();
    }

    private static boolean hasProperEnd(RawClient connection) throws Exception {
        try {
            for (String piece = connection.chunk(); !piece.isEmpty(); ) {
                piece = connection.chunk();
            }
            return true;
        } catch (EOFException | SocketException torn) {
            return false;
        }
    }

    private static void killEnvironments() throws Exception {
        List<ProcessHandle> environments =
                ProcessHandle.current()
                        .descendants()
                        .filter(child ->
                                child.info()
                                        .commandLine()
                                        .orElse("")
                                        .endsWith("dev.airelay.proxy.ProxyFunction"))
                        .toList();
        assertEquals(2, environments.size());
        for (ProcessHandle environment : environments) {
            environment.destroyForcibly();
            environment.onExit().get(10, TimeUnit.SECONDS);
        }
    }

    /// Has a request in each environment at the same time; what ran there before is recorded then.
    private void inBothEnvironments() throws Exception {
        try (RawClient one = client.send(Dialect.OPENAI, "held", true);
                RawClient two = client.send(Dialect.OPENAI, "held", true)) {
            upstream.next();
            upstream.next();
            upstream.release();
            upstream.release();
            assertTrue(Client.read(one).body().contains("[DONE]"));
            assertTrue(Client.read(two).body().contains("[DONE]"));
        }
    }

    /// How the requests for a model ended, the oldest first.
    private List<String> records(String model) {
        var settings = relay.settings().backbone();
        try (DynamoDbClient dynamo =
                DynamoClients.openUnhurried(settings.region(), settings.endpoints().dynamodb())) {
            return dynamo
                    .scan(ask ->
                            ask.tableName(settings.tablePrefix() + "usage").consistentRead(true))
                    .items()
                    .stream()
                    .filter(item -> text(item, "asked_model").equals(model))
                    .sorted(Comparator.comparing(item -> text(item, "started_at_ms")))
                    .map(item ->
                            text(item, "outcome")
                                    + " "
                                    + text(item, "failure")
                                    + " "
                                    + text(item, "token_source"))
                    .toList();
        }
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? "" : value.s() == null ? value.n() : value.s();
    }
}
