package dev.airelay.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.airelay.secret.Secret;
import dev.airelay.upstream.ChannelPolicy;
import dev.airelay.upstream.Kind;
import dev.airelay.upstream.Timeouts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlagsTest {
    private static final Path ROOT = Path.of("/checkout");

    private static UpSettings read(String... arguments) {
        return Flags.read(List.of(arguments), ROOT, Map.of());
    }

    @Test
    void defaultsServeTheDemoFromTheCheckout() {
        UpSettings settings = read();
        assertEquals(new UpSettings.Mode.Server(Duration.ofSeconds(5)), settings.mode());
        assertEquals(UpSettings.Stores.DYNAMODB, settings.stores());
        assertEquals(UpSettings.Gate.REDIS, settings.gate());
        assertEquals(8787, settings.port());
        assertEquals(ROOT.resolve(".relay"), settings.data());
        assertFalse(settings.fresh());
        assertTrue(settings.upstreams().isEmpty());
        assertTrue(settings.vendors().isEmpty());
    }

    @Test
    void upstreamsAreReadWithKeyAndModels() {
        UpSettings settings =
                read(
                        "--upstream",
                        "openai=http://127.0.0.1:9/v1,key=k=1,models=a|b",
                        "--upstream=anthropic=https://x.example");
        assertEquals(
                new UpstreamFlag(
                        Kind.OPENAI,
                        URI.create("http://127.0.0.1:9/v1"),
                        new Secret("k=1"),
                        Set.of("a", "b")),
                settings.upstreams().getFirst());
        assertEquals(Kind.ANTHROPIC, settings.upstreams().getLast().kind());
        assertEquals(Set.of("*"), settings.upstreams().getLast().models());
    }

    @Test
    void upstreamsMayHaveANameAndAPriority() {
        UpSettings settings =
                read(
                        "--upstream=openai=http://x/v1,name=first.choice,priority=1",
                        "--upstream=openai=http://y/v1,priority=-2");
        assertEquals("first.choice", settings.upstreams().getFirst().name());
        assertEquals(1, settings.upstreams().getFirst().priority());
        assertEquals("", settings.upstreams().getLast().name());
        assertEquals(-2, settings.upstreams().getLast().priority());
    }

    @Test
    void upstreamsMayBeTreatedInTheirOwnWay() {
        UpSettings settings =
                read(
                        "--upstream=openai=http://x,retries=1,slots=3,hedge=12,connect=2,first-token=30,idle=31,total=90");
        assertEquals(
                new ChannelPolicy(
                        new Timeouts(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(31),
                                Duration.ofSeconds(90)),
                        1,
                        3,
                        Duration.ofSeconds(12)),
                settings.upstreams().getFirst().policy());
        assertEquals(
                ChannelPolicy.USUAL,
                read("--upstream=openai=http://x").upstreams().getFirst().policy());
    }

    @Test
    void aNameIsForOneUpstreamOnly() {
        assertThrows(
                FlagException.class,
                () ->
                        read(
                                "--upstream=openai=http://x/v1,name=one",
                                "--upstream=openai=http://y/v1,name=one"));
    }

    @Test
    void keysInTheEnvironmentBecomeVendorsUnlessUpstreamsAreNamed() {
        Map<String, String> keys = Map.of("OPENAI_API_KEY", "sk-1", "ANTHROPIC_API_KEY", " ");
        assertEquals(
                List.of(Kind.OPENAI),
                Flags.read(List.of(), ROOT, keys).vendors().stream()
                        .map(UpstreamFlag::kind)
                        .toList());
        assertTrue(
                Flags.read(List.of("--upstream", "openai=http://x/v1"), ROOT, keys)
                        .vendors()
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--mode=cloud",
                "--port=70000",
                "--port=x",
                "--environments=0",
                "--timeout=2",
                "--stores=disk",
                "--gate=memory",
                "--upstream=openai",
                "--upstream=gemini=http://x",
                "--upstream=openai=ftp://x",
                "--upstream=openai=http://x,colour=red",
                "--upstream=openai=http://x,name=no spaces",
                "--upstream=openai=http://x,name",
                "--upstream=openai=http://x,name=upstream-1",
                "--upstream=openai=http://x,priority=high",
                "--upstream=openai=http://x,retries=-1",
                "--upstream=openai=http://x,total=1m",
                "--nonsense",
                "--port"
            })
    void whatCannotBeUnderstoodIsSaid(String flag) {
        var problem = assertThrows(FlagException.class, () -> read(flag));
        assertFalse(String.valueOf(problem.getMessage()).isBlank());
    }

    @Test
    void lambdaModeHasAsManyEnvironmentsAndAsMuchTimeAsItIsGiven() {
        assertEquals(
                new UpSettings.Mode.Lambda(2, Duration.ofMinutes(15)),
                read("--mode", "lambda").mode());
        assertEquals(
                new UpSettings.Mode.Lambda(5, Duration.ofSeconds(9)),
                read("--mode", "lambda", "--environments=5", "--timeout=9").mode());
    }

    @Test
    void theGateMayDoWithoutRedisWhereThereIsDynamo() {
        assertEquals(UpSettings.Gate.DYNAMODB, read("--gate", "dynamodb").gate());
        assertThrows(FlagException.class, () -> read("--gate", "dynamodb", "--stores", "memory"));
    }

    @Test
    void theFirstUserIsNamedWhereSomebodyCanSignIn() {
        var admin = read("--admin", "Root@example.com:a:long:password").admin().orElseThrow();
        assertEquals("root@example.com", admin.email().text());
        assertEquals("a:long:password", admin.password().reveal());
        for (String wrong :
                List.of("root@example.com", "root:long password", "a@b.example:short")) {
            assertThrows(FlagException.class, () -> read("--admin", wrong));
        }
        assertThrows(
                FlagException.class,
                () -> read("--stores", "memory", "--admin", "root@example.com:long password"));
    }

    @Test
    void memoryStoresAreForTheServerOnly() {
        assertThrows(FlagException.class, () -> read("--mode", "lambda", "--stores", "memory"));
    }
}
