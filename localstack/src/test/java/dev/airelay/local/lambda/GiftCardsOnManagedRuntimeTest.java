package dev.airelay.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.airelay.access.Role;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.money.Nanos;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.identity.SignedIn;
import dev.airelay.platform.secrets.SecretsClients;
import dev.airelay.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The zip that is deployed, on the runtime that Lambda gives it, over real engines.
class GiftCardsOnManagedRuntimeTest {
    private static final Path ROOT = Path.of(System.getProperty("relay.root"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEYS =
            "{\"current\":\"k\",\"keys\":{\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}}";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    private static String event(String name, String... replaced) throws Exception {
        var text = Files.readString(ROOT.resolve("events/giftcards." + name + ".json"));
        for (int i = 0; i < replaced.length; i += 2) {
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        return text;
    }

    private static String token(DynamoDbClient dynamo, String user, Role role) {
        return SignedIn.token(dynamo, new Tables("relay-"), new Secret(KEYS), user, role);
    }

    private static JsonNode body(String answer, int status) throws Exception {
        var read = JSON.readTree(answer);
        assertEquals(status, read.path("statusCode").asInt(), answer);
        return JSON.readTree(read.path("body").asText());
    }

    private static Map<String, String> variables(
            RedisServer redis, DynamoDbLocal dynamo, AwsEndpoints aws) {
        return new HashMap<>(
                Map.of(
                        "RELAY_REDIS_HOST",
                        "127.0.0.1",
                        "RELAY_REDIS_PORT",
                        Integer.toString(redis.port()),
                        "RELAY_GIFT_CODE_SECRET",
                        "codes",
                        "RELAY_SIGNING_SECRET",
                        "signing",
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        dynamo.uri().toString(),
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        aws.uri().toString()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCardIsMadeAndRedeemed(boolean snapStart, @TempDir Path scratch) throws Exception {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        try (var redis = RedisServer.start(RedisServer.Shape.PLAIN);
                var engine = DynamoDbLocal.start(ROOT);
                var aws = AwsEndpoints.start();
                var dynamo = DynamoClients.openUnhurried("us-east-1", engine.uri());
                var secrets = SecretsClients.open("us-east-1", aws.uri())) {
            new Tables("relay-").create(dynamo);
            secrets.createSecret(ask -> ask.name("codes").secretString("pepper"));
            secrets.createSecret(ask -> ask.name("signing").secretString(KEYS));
            try (var runtime =
                    ManagedFunction.start(
                            ROOT.resolve("functions/giftcards/target/relay-giftcards.zip"),
                            "dev.airelay.giftcards.GiftCardsFunction::handleRequest",
                            variables(redis, engine, aws),
                            scratch,
                            snapStart,
                            lines::add)) {
                makeAndRedeem(runtime, dynamo);
            }
            var accounts = new DynamoAccountStore(() -> dynamo, new Tables("relay-"));
            assertEquals(new Nanos(25_500_000_000L), accounts.account("ada").balance());
        }
    }

    private void makeAndRedeem(ManagedFunction runtime, DynamoDbClient dynamo) throws Exception {
        var create = event("create", "{token}", token(dynamo, "root", Role.ADMIN));
        var code = body(runtime.invoke(create), 201).at("/cards/0/code").asText();
        var redeem = event("redeem", "{token}", token(dynamo, "ada", Role.USER), "{code}", code);
        assertEquals("25.50", body(runtime.invoke(redeem), 200).path("balanceUsd").asText());
        assertEquals(
                "gift_card_used", body(runtime.invoke(redeem), 409).at("/error/code").asText());
        assertEquals("batch_exists", body(runtime.invoke(create), 409).at("/error/code").asText());
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("root made gift card batch")),
                lines::toString);
        assertTrue(lines.stream().noneMatch(line -> line.contains(code)));
    }
}
