package dev.airelay.giftcards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.access.Role;
import dev.airelay.contract.Race;
import dev.airelay.local.engines.AwsEndpoints;
import dev.airelay.local.engines.DynamoDbLocal;
import dev.airelay.local.engines.RedisServer;
import dev.airelay.platform.dynamodb.DynamoAccountStore;
import dev.airelay.platform.dynamodb.DynamoClients;
import dev.airelay.platform.dynamodb.Tables;
import dev.airelay.platform.identity.SignedIn;
import dev.airelay.platform.secrets.SecretsClients;
import dev.airelay.secret.Secret;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The function as Lambda would start it, over DynamoDB Local, Redis and Secrets Manager.
class GiftCardsEnginesTest {
    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();

    private static RedisServer redis;
    private static DynamoDbClient dynamo;
    private static AwsEndpoints aws;
    private static Caller caller;

    private static <C extends AutoCloseable> C closing(C started) {
        STARTED.push(started);
        return started;
    }

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        redis = closing(RedisServer.start(RedisServer.Shape.PLAIN));
        var engine = closing(DynamoDbLocal.start(Path.of(System.getProperty("relay.root"))));
        aws = closing(AwsEndpoints.start());
        dynamo = closing(DynamoClients.openUnhurried("us-east-1", engine.uri()));
        new Tables("relay-").create(dynamo);
        try (var secrets = SecretsClients.open("us-east-1", aws.uri())) {
            secrets.createSecret(ask -> ask.name("codes").secretString("pepper"));
            secrets.createSecret(ask -> ask.name("signing").secretString(Desk.KEYS));
        }
        var settings =
                GiftCardsSettings.read(
                        Map.of(
                                "RELAY_REDIS_HOST",
                                "127.0.0.1",
                                "RELAY_REDIS_PORT",
                                Integer.toString(redis.port()),
                                "RELAY_GIFT_CODE_SECRET",
                                "codes",
                                "RELAY_SIGNING_SECRET",
                                "signing",
                                "AWS_REGION",
                                "us-east-1",
                                "AWS_ENDPOINT_URL_DYNAMODB",
                                engine.uri().toString(),
                                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                                aws.uri().toString()));
        caller = new Caller(new GiftCardsFunction(closing(new GiftCardsWiring(settings)).door()));
    }

    @AfterAll
    static void stop() throws Exception {
        for (var started : STARTED) {
            started.close();
        }
    }

    private static String token(String user, Role role) {
        return SignedIn.token(dynamo, new Tables("relay-"), new Secret(Desk.KEYS), user, role);
    }

    private static String code() {
        var made =
                caller.create(
                        token("root", Role.ADMIN), "{\"count\":1,\"amountUsd\":\"0.000000007\"}");
        assertEquals(201, made.status(), made.text());
        return made.body().at("/cards/0/code").asText();
    }

    private static long balance(String user) {
        var accounts = new DynamoAccountStore(() -> dynamo, new Tables("relay-"));
        var balance = accounts.account(user).balance().value();
        assertEquals(
                balance,
                accounts.entries(user, 100).stream().mapToLong(e -> e.amount().value()).sum());
        return balance;
    }

    @Test
    void oneCodeRedeemedByManyAtOncePaysOnce() throws Exception {
        var code = code();
        var answers =
                Race.run(
                        20,
                        i -> {
                            var user = token("racer-" + i, Role.USER);
                            return () -> caller.redeem(user, code);
                        });
        assertEquals(1, answers.stream().filter(answer -> answer.status() == 200).count());
        long sum = 0;
        for (int i = 0; i < 20; i++) {
            sum += balance("racer-" + i);
        }
        assertEquals(7, sum);
        assertTrue(
                answers.stream()
                        .allMatch(answer -> answer.status() == 200 || answer.status() == 409));
    }

    @Test
    void secretsAreReadOnceForManyCalls() {
        for (int i = 0; i < 3; i++) {
            assertEquals(404, caller.redeem(token("calm", Role.USER), "nonsense").status());
        }
        assertTrue(aws.calls("secretsmanager.GetSecretValue") <= 2);
    }

    @Test
    void withoutRedisNobodyMayTry() throws Exception {
        var code = code();
        var user = token("patient", Role.USER);
        redis.kill();
        try {
            var answer = caller.redeem(user, code);
            assertEquals(503, answer.status(), answer.text());
            assertEquals("unavailable", answer.code());
            assertEquals("5", answer.headers().path("retry-after").asText());
            assertEquals(0, balance("patient"));
        } finally {
            redis.restart();
        }
        assertEquals(200, caller.redeem(user, code).status());
        assertEquals(7, balance("patient"));
    }
}
